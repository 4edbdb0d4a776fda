/**
 * The graph of a Flow and the routers of its Deployments. No sockets: everything is a `CallService` over other CallServices.
 *
 * @packageDocumentation
 */
export type { DeploymentRouterOptions } from './deployment/deployment-options.js';
export { createDeploymentRouter, type DeploymentRouter } from './deployment/deployment-router.js';
export type { CallToPlace, MayTake, PickPolicy } from './deployment/pick-policy.js';
export type { GraphNode } from './graph/graph-node.js';
export { createGraphRouter, type GraphRouter, type GraphRouterOptions } from './graph/graph-router.js';
