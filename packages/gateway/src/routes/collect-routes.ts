import { RuntimeError } from '@zedflow/core-protocol';
import type { CallService, FlowDescription, Logger } from '@zedflow/runtime-api';
import type { CallRoute, PageRoute, Route, RoutePlugin } from './route.js';

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** `/v1/models`, `/v1/models/:name`, `/files/*`. */
const PATH = /^(?:\/|(?:\/(?:[^/:*?#\s]+|:\w+))+(?:\/\*)?|\/\*)$/;

/**
 * Asks the plug-ins for their routes. Throws `config_invalid` for a route that cannot be served and for two of one method and
 * path: which of them answered would depend on the order of a list.
 */
export async function collectRoutes(
  plugins: readonly RoutePlugin[],
  gateway: { readonly describe: () => FlowDescription; readonly service: CallService; readonly logger: Logger },
): Promise<readonly Route[]> {
  const collected: Route[] = [];
  const owners = new Map<string, string>();
  for (const { name, routes } of plugins) {
    for (const route of await routes({ ...gateway, routes: () => collected })) {
      const { method, path } = route;
      const refuse = (why: string) => {
        throw new RuntimeError('config_invalid', `the route ${method} ${path} of the plug-in '${name}' ${why}`, {
          details: { plugin: name, method, path },
        });
      };
      if (!METHODS.includes(method)) refuse(`has no method of ${METHODS.join(', ')}`);
      if (!PATH.test(path)) refuse('must have a path of steps like /a, :name and, at its end, *');
      if (isCallRoute(route) === 'answer' in route) refuse('must have either `answer` or `calls`');
      const key = `${method} ${path.replace(/:\w+/g, ':')}`;
      const owner = owners.get(key);
      if (owner !== undefined) refuse(`is served by the plug-in '${owner}' already; choose another path`);
      owners.set(key, name);
      collected.push(route);
    }
  }
  return collected;
}

export function isCallRoute(route: Route): route is CallRoute {
  return 'calls' in route;
}

export function isPageRoute(route: Route): route is PageRoute {
  return !isCallRoute(route);
}
