/**
 * The protocol servers of a Flow: gRPC, HTTP with OpenAPI and server-sent events, WebSocket.
 *
 * @packageDocumentation
 */
export { createGateway, type Gateway, type GatewayAddress } from './gateway.js';
export type { GatewayListener, GatewayOptions, GatewayTls } from './gateway-options.js';
export { type ApiKeyOptions, apiKeyInterceptor } from './interceptors/api-key.js';
export {
  type InterceptedOptions,
  type Interceptor,
  type NextCall,
  type NextStream,
  type Visit,
  withIdentity,
} from './interceptors/interceptor.js';
export { type RateLimitOptions, rateLimitInterceptor } from './interceptors/rate-limit.js';
export { requestIdInterceptor } from './interceptors/request-id.js';
export type { ExposedEndpoint } from './routes/exposed-routes.js';
export type {
  CallRoute,
  PageRoute,
  Route,
  RouteContext,
  RouteInput,
  RouteMethod,
  RouteOutput,
  RoutePlugin,
  RouteRequest,
  RouteResponse,
} from './routes/route.js';
