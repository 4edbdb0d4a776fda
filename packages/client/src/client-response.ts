import { type Document, decodeParts, type JsonObject, type Message, type Route, type Status } from '@zedflow/core-protocol';

const SUCCESS: Status = { code: 'SUCCESS' };

/** The answer to one request. Documents are decoded when they are first asked for. */
export class ClientResponse {
  readonly requestId: string;
  readonly endpoint: string;
  /** Parameters as the Flow sends them back; `__results__` holds what Executors returned as objects. */
  readonly parameters: JsonObject;
  /** `gateway` first, then the visited nodes, with times. */
  readonly routes: readonly Route[];
  readonly status: Status;
  readonly #message: Message;
  #documents: Document[] | undefined;

  constructor(message: Message) {
    const { envelope } = message;
    this.requestId = envelope.requestId;
    this.endpoint = envelope.endpoint;
    this.parameters = envelope.parameters ?? {};
    this.routes = envelope.routes ?? [];
    this.status = envelope.status ?? SUCCESS;
    this.#message = message;
  }

  get docs(): Document[] {
    this.#documents ??= documentsOf(this.#message);
    return this.#documents;
  }
}

function documentsOf({ envelope, payloads }: Message): Document[] {
  const { contentType } = envelope;
  if (contentType === undefined) return [];
  return decodeParts(contentType, payloads).flat();
}
