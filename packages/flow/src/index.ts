/**
 * Flow: composition of Executors in TypeScript and YAML, start and stop.
 *
 * This door is light: everything heavy is imported by `start` and `fromYaml`, because Executors import it too.
 *
 * @example
 * ```ts
 * import { Flow } from '@zedflow/flow';
 *
 * await using flow = await Flow.fromYaml('flow.yml');
 * await flow.start();
 * await flow.block();
 * ```
 *
 * @packageDocumentation
 */
export { Flow } from './flow.js';
export type { FlowAddress, FlowEvent, PeaProgress } from './flow-events.js';
export type { ExecutorOptions, FlowOptions, FlowSurroundings } from './flow-options.js';
export type { BlockOptions } from './life/block.js';
export type { FromYamlOptions } from './yaml/load-flow-yaml.js';
