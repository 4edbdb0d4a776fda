import { type Client, connectivityState } from '@grpc/grpc-js';

/** Told when the connection to a peer comes and goes. */
export interface PeerWatchListener {
  onConnected(): void;
  onLost(): void;
}

/** Keeps a client connected: grpc-js itself would fall asleep after a loss until the next call. */
export class PeerWatch {
  readonly #client: Client;
  readonly #listener: PeerWatchListener;
  #isConnected = false;
  #isOver = false;

  constructor(client: Client, listener: PeerWatchListener) {
    this.#client = client;
    this.#listener = listener;
  }

  start(): void {
    this.#look();
  }

  stop(): void {
    this.#isOver = true;
  }

  #look(): void {
    if (this.#isOver) return;
    const channel = this.#client.getChannel();
    const state = channel.getConnectivityState(true);
    this.#tell(state === connectivityState.READY);
    channel.watchConnectivityState(state, Number.POSITIVE_INFINITY, () => this.#look());
  }

  #tell(isConnected: boolean): void {
    if (isConnected === this.#isConnected) return;
    this.#isConnected = isConnected;
    if (isConnected) this.#listener.onConnected();
    else this.#listener.onLost();
  }
}
