import { describe, expect, it } from 'vitest';
import { StartableBase } from './startable-base.js';

class Door extends StartableBase {
  isOpen = false;
  closes = 0;
  readonly #opening: Promise<void>;

  constructor(opening: Promise<void> = Promise.resolve()) {
    super('the door', 5);
    this.#opening = opening;
  }

  protected override async open(): Promise<void> {
    await this.#opening;
    this.isOpen = true;
  }

  protected override async close(): Promise<void> {
    this.closes++;
    this.isOpen = false;
  }
}

describe('StartableBase', () => {
  it('closes what a start opens while a stop waits for it', async () => {
    let letOpen = () => {};
    const door = new Door(new Promise((resolve) => (letOpen = resolve)));
    const starting = door.start();
    const stopping = door.stop();

    letOpen();
    await Promise.all([starting, stopping]);

    expect([door.isOpen, door.state]).toEqual([false, 'stopped']);
  });

  it('tells a failed start to who started, and not to a stop', async () => {
    const door = new Door(Promise.reject(new Error('stuck')));
    const starting = door.start();

    await door.stop();

    await expect(starting).rejects.toThrow('stuck');
    expect([door.state, door.closes]).toEqual(['stopped', 0]);
  });

  it('closes once for two stops, and can be started again', async () => {
    const door = new Door();
    await door.start();

    await Promise.all([door.stop(), door.stop()]);
    await door.stop();
    await door.start();

    expect([door.isOpen, door.closes]).toEqual([true, 1]);
  });

  it('refuses a second start', async () => {
    const door = new Door();
    await door.start();

    await expect(door.start()).rejects.toThrow(new TypeError('the door cannot become starting while it is ready'));
  });
});
