import { describeJinaInfo } from '@zedflow/jina-grpc/info';
import type { Clock } from '@zedflow/runtime-api';
import { statusJson } from '../web/reply-json.js';
import { DRY_RUN_MS, dryRun } from './dry-run.js';
import { callOperation, pageOperation, SHARED } from './openapi/operations.js';
import type { RoutePlugin } from './route.js';

/** `/dry_run`, `/status` and `/post` (Jina 3.34). */
export function debugRoutes({ docarray, clock }: { readonly docarray: 'v1' | 'v2'; readonly clock: Clock }): RoutePlugin {
  return {
    name: 'debug',
    routes: ({ service }) => [
      {
        method: 'GET',
        path: '/dry_run',
        // Interceptors see the call that it makes.
        access: 'open',
        onWebsocketPorts: true,
        openapi: pageOperation('Whether the whole Flow answers.', {}, SHARED.status),
        answer: async ({ signal, headers }) => ({ body: statusJson(await dryRun(service, signal, clock.now() + DRY_RUN_MS, headers)) }),
      },
      {
        method: 'GET',
        path: '/status',
        onWebsocketPorts: true,
        openapi: pageOperation('Versions and environment.', { tags: ['Debug'] }),
        answer: () => ({ body: JSON.stringify(describeJinaInfo(docarray)) }),
      },
      {
        method: 'POST',
        path: '/post',
        calls: {},
        openapi: callOperation('Calls any endpoint of the Flow.', [], SHARED.requestWithEndpoint),
      },
    ],
  };
}
