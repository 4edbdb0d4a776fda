import { randomBytes } from 'node:crypto';
import { type Message, RuntimeError } from '@zedflow/core-protocol';
import type { Link } from '@zedflow/runtime-api';
import { type Clock, type Logger, SILENT_LOGGER, SYSTEM_CLOCK } from '@zedflow/runtime-api';
import type { Hello } from '../contract/hello.js';
import { RouterEnd } from '../router-end/router-end.js';
import { frameLimitOf, packLimitOf } from './frame-limit.js';
import { createIpcAddresses, type IpcKind, isProcessAlive } from './ipc-address.js';
import { Lease } from './lease.js';
import { bindPinnedRouter, type PinnedRouter } from './pinned-router.js';
import { socketWriter } from './socket-channel.js';
import { ControlRequests, type ZedControl } from './zed-control.js';

/** Options of {@link bindZed}. */
export interface ZedBindOptions {
  /** `encoder/rep-0`. */
  readonly name: string;
  /** Payload bytes of one message in either direction. Default -1 = no limit. */
  readonly maxMessageBytes?: number;
  readonly logger?: Logger;
  readonly clock?: Clock;
  /** Default: `abstract` on Linux, `folder` elsewhere. */
  readonly ipc?: IpcKind;
}

/** Both sockets of one incarnation of a Pea, bound, and what it needs to dial in. */
export interface ZedBinding {
  readonly dataAddress: string;
  readonly controlAddress: string;
  /** The secret that the Pea shows on both sockets. */
  readonly token: string;
  readonly control: ZedControl;
  /** Resolves with the link once the Pea has said hello on both sockets; rejects when `signal` fires or the two cannot talk. */
  accept(signal?: AbortSignal): Promise<Link>;
  /** Closes the link and both sockets. Safe to call twice. */
  close(): Promise<void>;
}

/** Binds the router's side of a zed link: one per incarnation of a Pea, never used for the next. */
export async function bindZed(options: ZedBindOptions): Promise<ZedBinding> {
  const binding = new Binding(options);
  await binding.bind();
  return binding;
}

class Binding implements ZedBinding {
  readonly dataAddress: string;
  readonly controlAddress: string;
  readonly token = randomBytes(32).toString('base64url');
  readonly control: ControlRequests;
  readonly #options: Required<ZedBindOptions>;
  readonly #removeAddresses: () => void;
  readonly #link: RouterEnd;
  readonly #lease: Lease;
  #data: PinnedRouter | undefined;
  #controlSocket: PinnedRouter | undefined;
  #dataHello: Hello | undefined;
  #controlHello: Hello | undefined;
  #isClosed = false;
  #failure: RuntimeError | undefined;
  #settleAccepted: (() => void) | undefined;

  constructor(options: ZedBindOptions) {
    const ipc = process.platform === 'linux' ? 'abstract' : 'folder';
    this.#options = { maxMessageBytes: -1, logger: SILENT_LOGGER, clock: SYSTEM_CLOCK, ipc, ...options };
    const { name, clock, maxMessageBytes, logger } = this.#options;
    const addresses = createIpcAddresses(this.#options.ipc);
    this.dataAddress = addresses.data;
    this.controlAddress = addresses.control;
    this.#removeAddresses = addresses.remove;
    const packLimit = packLimitOf(maxMessageBytes);
    this.#link = new RouterEnd({
      name,
      address: this.dataAddress,
      maxMessageBytes,
      logger,
      clock,
      readsFrames: true,
      channel: {
        write: socketWriter(
          (encoded) => (this.#data as PinnedRouter).send(encoded),
          packLimit,
          (item, error) => this.#link.refuse(item, error),
        ),
        // Nobody can tell how far a dead process had come with what was sent to it.
        mayHaveStarted: () => true,
        close: () => this.#closeSockets(),
      },
    });
    this.control = new ControlRequests(
      name,
      clock,
      socketWriter(
        (encoded) => (this.#controlSocket as PinnedRouter).send(encoded),
        packLimit,
        (item, error) => this.control.refuse(item.sequence, error),
      ),
    );
    this.#lease = new Lease({
      clock,
      isProcessAlive: () => isProcessAlive(this.#controlHello?.description?.pid ?? -1),
      onLost: (silentMs) => this.#fail(new RuntimeError('transport_lost', `${name} has been silent for ${silentMs} ms.`)),
    });
    void this.#link.closed.then((reason) => this.#fail(reason ?? new RuntimeError('transport_closed', `The link to ${name} was closed.`)));
  }

  async bind(): Promise<void> {
    try {
      this.#data = await this.#bindSocket(this.dataAddress, {
        onHello: (hello) => {
          this.#dataHello = hello;
          this.#openWhenBoth();
        },
        onMessages: (messages) => this.#link.receive(messages),
      });
      this.#controlSocket = await this.#bindSocket(this.controlAddress, {
        onHello: (hello) => {
          this.#controlHello = hello;
          this.#lease.start();
          this.#openWhenBoth();
        },
        onMessages: (messages) => this.#receiveControl(messages),
      });
    } catch (thrown) {
      await this.close();
      throw thrown;
    }
  }

  async accept(signal?: AbortSignal): Promise<Link> {
    if (!this.#link.isReady && this.#failure === undefined) await this.#acceptedOr(signal);
    if (this.#failure !== undefined) throw this.#failure;
    return this.#link;
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  #acceptedOr(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#settleAccepted = undefined;
        reject(RuntimeError.from(signal?.reason, 'cancelled'));
      };
      if (signal?.aborted) {
        onAbort();
        return;
      }
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#settleAccepted = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
    });
  }

  async #bindSocket(
    address: string,
    events: { onHello: (hello: Hello) => void; onMessages: (messages: Message[]) => void },
  ): Promise<PinnedRouter> {
    const { name, maxMessageBytes, logger } = this.#options;
    const router = await bindPinnedRouter({
      address,
      name,
      token: this.token,
      maxFrameBytes: frameLimitOf(maxMessageBytes),
      logger,
      events: { ...events, onUnfit: (error) => this.#fail(error), onLost: (error) => this.#fail(error) },
    });
    if (this.#isClosed) router.close();
    else void router.run();
    return router;
  }

  #openWhenBoth(): void {
    if (this.#dataHello === undefined || this.#controlHello === undefined) return;
    this.#link.open(this.#controlHello.description, this.#dataHello.calls, this.#dataHello.bytes);
    this.#settleAccepted?.();
  }

  #receiveControl(messages: readonly Message[]): void {
    this.#lease.renew();
    for (const message of messages) {
      if (message.envelope.kind !== 'heartbeat') this.control.receive(message);
    }
  }

  #fail(error: RuntimeError): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#lease.stop();
    this.control.fail(error);
    this.#link.fail(error);
    this.#settleAccepted?.();
  }

  #closeSockets(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#data?.close();
    this.#controlSocket?.close();
    this.#removeAddresses();
  }
}
