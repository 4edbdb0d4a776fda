import { type Client, Metadata } from '@grpc/grpc-js';
import {
  type ContentType,
  decodeEndpoints,
  decodeJinaInfo,
  isRuntimeError,
  JINA_METHODS,
  type JinaMethod,
  PROTOCOL_VERSION,
} from '@zedflow/core-protocol';
import type { EndpointDescription, PeaDescription } from '@zedflow/runtime-api';
import { ASSUMED_ENDPOINTS, generationOf, readDiscovery } from '../discovery/discovery-reader.js';
import { LANE_KEY, LANE_VERSION } from '../lane/lane-rules.js';
import { requestUnary } from './unary-request.js';

const NOTHING = new Uint8Array(0);

/** What a peer says of itself. */
export interface PeerFacts {
  readonly description: PeaDescription;
  /** Generation that its documents are in. Undefined when nothing tells. */
  readonly generation: ContentType | undefined;
  /** One of our own workers. */
  readonly hasLanes: boolean;
}

/** How a peer is asked. */
export interface PeerQuery {
  readonly client: Client;
  readonly address: string;
  readonly name: string;
  readonly timeoutMs: number;
}

/** Asks info and discovery. A peer without one of them is taken as Jina takes it: only `/default`. Rejects when it does not answer. */
export async function askPeer(query: PeerQuery): Promise<PeerFacts> {
  const [info, endpoints] = await Promise.all([askInfo(query), askEndpoints(query)]);
  return {
    description: {
      pea: query.name,
      executor: query.name,
      endpoints: endpoints.list,
      protocol: { min: PROTOCOL_VERSION, max: PROTOCOL_VERSION },
      pid: 0,
      versions: info,
    },
    generation: endpoints.generation ?? generationOfVersion(info['docarray']),
    hasLanes: info[LANE_KEY] === LANE_VERSION,
  };
}

async function askInfo(query: PeerQuery): Promise<Readonly<Record<string, string>>> {
  const bytes = await askOptional(query, JINA_METHODS.status);
  return bytes === undefined ? {} : decodeJinaInfo(bytes).jina;
}

async function askEndpoints(query: PeerQuery): Promise<{ list: readonly EndpointDescription[]; generation: ContentType | undefined }> {
  const bytes = await askOptional(query, JINA_METHODS.endpointDiscovery);
  if (bytes === undefined) return { list: ASSUMED_ENDPOINTS, generation: undefined };
  const discovery = decodeEndpoints(bytes);
  return { list: readDiscovery(discovery), generation: generationOf(discovery) };
}

/** Undefined when the peer does not have the service; Jina 3.34: a v1 gateway answers its own discovery with an error. */
async function askOptional(query: PeerQuery, method: JinaMethod): Promise<Buffer | undefined> {
  try {
    const deadlineMs = Date.now() + query.timeoutMs;
    return await requestUnary(query.client, { method, bytes: NOTHING, metadata: new Metadata(), deadlineMs }, query.address);
  } catch (thrown) {
    if (isRuntimeError(thrown, 'unimplemented') || isRuntimeError(thrown, 'internal')) return undefined;
    throw thrown;
  }
}

/** docarray 0.30 began the second generation. */
function generationOfVersion(version: string | undefined): ContentType | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  if (major === undefined) return undefined;
  return Number(major) === 0 && Number(minor) < 30 ? 'jina/v1' : 'jina/v2';
}
