import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { arch, platform, release, version } from 'node:os';
import type { JinaInfo } from '@zedflow/core-protocol';
import { LANE_KEY, LANE_LIMIT_KEY, LANE_VERSION } from './lane/lane-rules.js';

/** Names that Jina 3.34 reports with their values. The token's value is never told. */
const ENVIRONMENT = [
  'JINA_AUTH_TOKEN',
  'JINA_DEFAULT_HOST',
  'JINA_DEFAULT_TIMEOUT_CTRL',
  'JINA_DEPLOYMENT_NAME',
  'JINA_DISABLE_UVLOOP',
  'JINA_EARLY_STOP',
  'JINA_FULL_CLI',
  'JINA_GATEWAY_IMAGE',
  'JINA_GRPC_RECV_BYTES',
  'JINA_GRPC_SEND_BYTES',
  'JINA_HUB_NO_IMAGE_REBUILD',
  'JINA_K8S_ACCESS_MODES',
  'JINA_K8S_STORAGE_CAPACITY',
  'JINA_K8S_STORAGE_CLASS_NAME',
  'JINA_LOCKS_ROOT',
  'JINA_LOG_CONFIG',
  'JINA_LOG_LEVEL',
  'JINA_LOG_NO_COLOR',
  'JINA_MP_START_METHOD',
  'JINA_OPTOUT_TELEMETRY',
  'JINA_RANDOM_PORT_MAX',
  'JINA_RANDOM_PORT_MIN',
  'JINA_STREAMER_ARGS',
] as const;

/** The Jina release whose wire this is. */
const JINA_WIRE = { jina: '3.34.0', proto: '0.1.27', v1: '0.21.1', v2: '0.41.0' } as const;

const UNSET = '(unset)';
const require = createRequire(import.meta.url);
const sessionId = randomUUID();
const uid = String(Number.parseInt(sessionId.slice(-12), 16));

/**
 * What a server tells of itself: the keys of Jina 3.34 (those of Python parts are `(unset)`), and `zedflow` and `node`.
 * `lanes`: what a worker tells of its own, for our links. `docarray` names the release of the generation that the server answers in when a request does not tell.
 */
export function describeJinaInfo(docarray: 'v1' | 'v2', lanes?: { readonly maxMessageBytes: number }): JinaInfo {
  const jina: Record<string, string> = {
    jina: JINA_WIRE.jina,
    docarray: JINA_WIRE[docarray],
    jcloud: UNSET,
    'jina-hubble-sdk': UNSET,
    'jina-proto': JINA_WIRE.proto,
    protobuf: UNSET,
    'proto-backend': 'protobufjs',
    grpcio: `@grpc/grpc-js ${packageVersion('@grpc/grpc-js/package.json')}`,
    pyyaml: UNSET,
    python: UNSET,
    platform: platform() === 'linux' ? 'Linux' : platform(),
    'platform-release': release(),
    'platform-version': version(),
    architecture: arch() === 'x64' ? 'x86_64' : arch(),
    processor: '',
    uid,
    'session-id': sessionId,
    uptime: new Date(performance.timeOrigin).toISOString(),
    'ci-vendor': UNSET,
    internal: 'False',
    node: process.version,
    zedflow: packageVersion('@zedflow/core-protocol/package.json'),
    ...(lanes && { [LANE_KEY]: LANE_VERSION, [LANE_LIMIT_KEY]: String(lanes.maxMessageBytes) }),
  };
  const envs = Object.fromEntries(ENVIRONMENT.map((name) => [name, environmentValue(name)]));
  return { jina, envs };
}

function environmentValue(name: (typeof ENVIRONMENT)[number]): string {
  const value = process.env[name];
  if (value === undefined) return UNSET;
  return name === 'JINA_AUTH_TOKEN' ? '(set)' : value;
}

function packageVersion(manifest: string): string {
  return (require(manifest) as { version: string }).version;
}
