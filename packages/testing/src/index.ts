/**
 * Test helpers for Executors and Flows.
 *
 * @packageDocumentation
 */
export { createFakeClock, type FakeClock } from './fake-clock.js';
export { startTestFlow } from './start-test-flow.js';
export {
  createTestExecutor,
  type TestCallOptions,
  TestExecutor,
  type TestExecutorOptions,
  type TestReply,
} from './test-executor.js';
