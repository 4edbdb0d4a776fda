import { RuntimeError } from '@zedflow/core-protocol';
import type { ResolvedGatewayOptions } from '../gateway-options.js';

/**
 * Throws `permission_denied` for a handshake from a page of another origin, unless the options let it in: browsers ask no server
 * before they open a WebSocket. Programs that are no browsers send no origin.
 */
export function assertOrigin(
  origin: string | undefined,
  host: string | undefined,
  { cors, allowedOrigins }: Pick<ResolvedGatewayOptions, 'cors' | 'allowedOrigins'>,
): void {
  if (origin === undefined || allowedOrigins.includes(origin)) return;
  if (cors && allowedOrigins.length === 0) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  const how = allowedOrigins.length > 0 ? 'add the origin to `allowedOrigins` of the gateway' : 'set `cors` to let pages of any origin in';
  throw new RuntimeError('permission_denied', `pages of ${origin} may not open WebSockets here; ${how}`, { details: { origin } });
}
