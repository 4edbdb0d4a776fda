import { lookup } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeEnvelope, type Envelope, encodeEnvelope, encodeError, type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import { type Logger, SILENT_LOGGER } from '@zedflow/runtime-api';
import type { Router } from 'zeromq';
import { listenError } from '../listen/listen-error.js';
import { loadZeromq } from './load-zeromq.js';
import { TokenCheck } from './token-check.js';

/** A command is small; larger frames cost their sender its connection. */
const MAX_FRAME_BYTES = 64 * 1024;
/** Commands that are obeyed at once, of all clients; more are refused. */
const MAX_UNDER_WAY = 64;
/** Tries to bind, and milliseconds between them. */
const BIND_ATTEMPTS = 10;
const BIND_PAUSE_MS = 20;
/** Commands that only look. */
const OPEN_COMMANDS: readonly string[] = ['status'];

/** Options of {@link openControlPort}. */
export interface ControlPortOptions {
  /** `encoder/rep-0`. */
  readonly name: string;
  /** Address to listen on. */
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** Does a command. What it throws goes back as the command's error. */
  readonly onCommand: (command: string, body: JsonObject) => JsonObject | Promise<JsonObject>;
  /** What a client shows (`token` in the body) to give a command that changes something. Absent = nobody may. */
  readonly token?: string;
  readonly logger?: Logger;
}

/** A TCP port that answers commands. */
export interface ControlPort {
  /** `tcp://host:port`, with the real port. */
  readonly address: string;
  /** Messages that were no commands, so far. */
  readonly dropped: number;
  /** The port is free again a moment later. Safe to call twice. */
  close(): void;
}

/**
 * Opens a ZeroMQ port (ROUTER) for people and monitors that want to look at a Pea: `status` for everybody, other commands with the token.
 * One message is the frames of `encodeEnvelope`, of kind `control`; the answer has the same sequence, kind `control` or `error`.
 * Any number of DEALER clients; what is no command is counted and dropped.
 *
 * Rejects with `gateway_port_in_use` when the port is taken, `config_invalid` when it cannot be listened on for another reason.
 */
export async function openControlPort(options: ControlPortOptions): Promise<ControlPort> {
  const { Router } = await loadZeromq();
  const { host, port, name: who } = options;
  const place = { who, host, port, hostOption: 'host_ctrl', portOption: 'port_ctrl' };
  const { address, family } = await lookup(host).catch(async (cause: unknown) => {
    throw await listenError(cause, place);
  });
  const socket = new Router({
    linger: 0,
    ipv6: family === 6,
    maxMessageSize: MAX_FRAME_BYTES,
    // A client that reads nothing loses its answers, and holds up nobody.
    sendTimeout: 0,
  });
  try {
    await bindPatiently(socket, `tcp://${isIPv6(address) ? `[${address}]` : address}:${port === 0 ? '*' : port}`);
  } catch (cause) {
    socket.close();
    throw await listenError(cause, place);
  }
  const control = new BoundControlPort(socket, options);
  void control.run();
  return control;
}

class BoundControlPort implements ControlPort {
  readonly address: string;
  dropped = 0;
  readonly #socket: Router;
  readonly #options: ControlPortOptions;
  readonly #logger: Logger;
  readonly #token: TokenCheck | undefined;
  #underWay = 0;
  #isClosed = false;

  constructor(socket: Router, options: ControlPortOptions) {
    this.address = socket.lastEndpoint as string;
    this.#socket = socket;
    this.#options = options;
    this.#logger = options.logger ?? SILENT_LOGGER;
    this.#token = options.token === undefined ? undefined : new TokenCheck(options.token);
  }

  async run(): Promise<void> {
    try {
      for (;;) {
        const [peer, ...frames] = await this.#socket.receive();
        this.#read(peer as Buffer, frames);
      }
    } catch (err) {
      if (!this.#isClosed) this.#logger.error('control port broke', { replica: this.#options.name, address: this.address, err });
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // Never `unbind`: libzmq 4.3.5 aborts the process when a client leaves at that moment.
    this.#socket.close();
  }

  #read(peer: Buffer, frames: readonly Buffer[]): void {
    let envelope: Envelope;
    try {
      ({ envelope } = decodeEnvelope(frames));
    } catch {
      this.#drop('garbage');
      return;
    }
    if (envelope.kind === 'control') void this.#obey(peer, envelope);
    else this.#drop(`message of kind ${envelope.kind}`);
  }

  async #obey(peer: Buffer, envelope: Envelope): Promise<void> {
    const { sequence, requestId, endpoint } = envelope;
    try {
      const body = await this.#run(endpoint, envelope.body ?? {});
      this.#send(peer, { kind: 'control', sequence, requestId, endpoint, body });
    } catch (thrown) {
      this.#send(peer, { kind: 'error', sequence, requestId, endpoint, error: encodeError(RuntimeError.from(thrown)) });
    }
  }

  async #run(command: string, { token, ...body }: JsonObject): Promise<JsonObject> {
    const { name, onCommand } = this.#options;
    if (!OPEN_COMMANDS.includes(command) && this.#token?.accepts(token) !== true) {
      throw new RuntimeError(
        'permission_denied',
        `${name}: the command ${command} needs the token of this Pea; without it there is status`,
      );
    }
    if (this.#underWay >= MAX_UNDER_WAY) {
      throw new RuntimeError('resource_exhausted', `${name} has ${MAX_UNDER_WAY} commands under way; try again later`);
    }
    this.#underWay++;
    try {
      return await onCommand(command, body);
    } finally {
      this.#underWay--;
    }
  }

  #send(peer: Buffer, envelope: Envelope): void {
    if (this.#isClosed) return;
    // ZeroMQ takes it at once or never (sendTimeout 0): two sends are never under way.
    this.#socket.send([peer, ...encodeEnvelope(envelope)]).catch((err: unknown) => {
      this.#logger.debug('answer of a control port dropped', { replica: this.#options.name, err });
    });
  }

  /** Logged at each power of two: a flood of garbage must not become a flood of log lines. */
  #drop(what: string): void {
    this.dropped++;
    if ((this.dropped & (this.dropped - 1)) !== 0) return;
    const { name } = this.#options;
    this.#logger.warn('message on a control port dropped', { replica: name, address: this.address, what, dropped: this.dropped });
  }
}

/** ZeroMQ frees the port of a closed socket a moment later: the Pea that was here before may just have gone. */
async function bindPatiently(socket: Router, address: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await socket.bind(address);
      return;
    } catch (cause) {
      if (attempt === BIND_ATTEMPTS || !isAddressInUse(cause)) throw cause;
    }
    await sleep(BIND_PAUSE_MS);
  }
}

function isAddressInUse(thrown: unknown): boolean {
  return (thrown as NodeJS.ErrnoException).code === 'EADDRINUSE';
}
