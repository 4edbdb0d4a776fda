import { resolve } from 'node:path';
import { type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import { type CheckedOptionsOf, camelCaseName, type ResolvedOptionsOf, withDefaults } from '@zedflow/runtime-api';
import type { FlowSpec } from '../flow-spec.js';
import type { GatewayPlan, GatewayProtocol, ListenerPlan } from './flow-plan.js';

/** Completes the options of the gateway: one listener for each protocol. */
export function planGateway(
  given: CheckedOptionsOf<'gateway'>,
  spec: Pick<FlowSpec, 'with' | 'gateway' | 'baseFolder'>,
  flowName: string,
  env: Readonly<Record<string, string | undefined>>,
): GatewayPlan {
  const values = withDefaults('gateway', given, env);
  const place = (key: string) => (key in spec.gateway.given ? spec.gateway.place(key) : spec.with.place(key));
  for (const key of ['graph_description', 'deployments_addresses']) {
    if (key in given) {
      throw new RuntimeError('config_unsupported', `${place(key)}: \`${key}\` is for \`zedflow gateway\`; a Flow makes its graph itself`, {
        details: { option: key },
      });
    }
  }
  const tls = planTls(values, spec.baseFolder, place);
  return {
    name: values.name,
    listeners: planListeners(values, place),
    place,
    ...(tls === undefined ? {} : { tls }),
    docarray: values.docarray,
    maxMessageBytes: values.max_message_bytes,
    prefetch: values.prefetch,
    slowCallMs: values.slow_call_ms,
    title: values.title ?? flowName,
    ...(values.description === undefined ? {} : { description: values.description }),
    exposesStacks: values.expose_stacks,
    hasCors: values.cors,
    hasDebugEndpoints: values.no_debug_endpoints !== true,
    hasCrudEndpoints: values.no_crud_endpoints !== true,
    ...(values.expose_endpoints === undefined
      ? {}
      : { exposeEndpoints: exposedEndpoints(parseMap(values.expose_endpoints, place('expose_endpoints'))) }),
  };
}

function planListeners(values: ResolvedOptionsOf<'gateway'>, place: (key: string) => string): ListenerPlan[] {
  const protocols = values.protocol.map((protocol) => protocol.toLowerCase() as GatewayProtocol);
  const given = values.port ?? [0];
  // One 0 asks for any free port for each.
  const ports = given.length === 1 && given[0] === 0 ? protocols.map(() => 0) : given;
  if (protocols.length === 0) throw new RuntimeError('config_invalid', `${place('protocol')}: \`protocol\` is empty: name at least one`);
  if (new Set(protocols).size !== protocols.length) {
    throw new RuntimeError('config_invalid', `${place('protocol')}: \`protocol\` names one protocol twice`);
  }
  if (ports.length !== protocols.length) {
    throw new RuntimeError(
      'config_invalid',
      `${place('port')}: ${protocols.length} \`protocol\` (${protocols.join(', ')}) but ${ports.length} \`port\`: give one port for each`,
    );
  }
  const fixed = ports.filter((port) => port !== 0);
  if (new Set(fixed).size !== fixed.length) {
    throw new RuntimeError('config_invalid', `${place('port')}: \`port\` names one port twice: each protocol has its own`);
  }
  return protocols.map((protocol, index) => ({ protocol, host: values.host, port: ports[index] ?? 0 }));
}

function planTls(values: ResolvedOptionsOf<'gateway'>, baseFolder: string, place: (key: string) => string) {
  const [certFile, keyFile] = [values.ssl_certfile, values.ssl_keyfile];
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) {
    const [given, missing] = certFile === undefined ? ['ssl_keyfile', 'ssl_certfile'] : ['ssl_certfile', 'ssl_keyfile'];
    throw new RuntimeError('config_invalid', `${place(given)}: \`${given}\` needs \`${missing}\` beside it`);
  }
  return { certFile: resolve(baseFolder, certFile), keyFile: resolve(baseFolder, keyFile) };
}

function parseMap(value: unknown, place: string): JsonObject {
  if (typeof value !== 'string') return value as JsonObject;
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as JsonObject;
  } catch {
    // Told below, as for any other text that is no map.
  }
  throw new RuntimeError('config_invalid', `${place}: expected a map, or the JSON of one`);
}

/** Jina 3.34 spells the keys of a route as its HTTP framework does: `status_code`. */
function exposedEndpoints(map: JsonObject): NonNullable<GatewayPlan['exposeEndpoints']> {
  return Object.fromEntries(
    Object.entries(map).map(([endpoint, route]) => [
      endpoint,
      Object.fromEntries(Object.entries((route ?? {}) as JsonObject).map(([key, value]) => [camelCaseName(key), value])),
    ]),
  );
}
