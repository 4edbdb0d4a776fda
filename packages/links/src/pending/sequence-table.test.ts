import { describe, expect, it } from 'vitest';
import { SequenceTable } from './sequence-table.js';

describe('SequenceTable', () => {
  it('finds entries whose slots collide, and only those', () => {
    const table = new SequenceTable<{ sequence: number }>();
    const entries = [1, 2, 1_025, 4_294_967_295].map((sequence) => ({ sequence }));

    for (const entry of entries) table.add(entry);

    for (const entry of entries) expect(table.get(entry.sequence)).toBe(entry);
    expect(table.get(2_049)).toBeUndefined();
    expect(table.values()).toHaveLength(4);
    expect(table.size).toBe(4);
  });

  it('gives out sequences one after the other, and leaves out those that are still in use', () => {
    const table = new SequenceTable<{ sequence: number }>();
    table.add({ sequence: 2 });

    expect([table.nextSequence(), table.nextSequence(), table.nextSequence()]).toEqual([1, 3, 4]);
  });

  it('deletes an entry once', () => {
    const table = new SequenceTable<{ sequence: number }>();
    const first = { sequence: 7 };
    const collider = { sequence: 7 + 1_024 };
    table.add(first);
    table.add(collider);

    expect([table.delete(first), table.delete(first), table.delete(collider), table.delete({ sequence: 9 })]).toEqual([
      true,
      false,
      true,
      false,
    ]);

    expect(table.size).toBe(0);
    expect(table.values()).toEqual([]);
  });
});
