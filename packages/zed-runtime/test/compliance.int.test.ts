import { describeRuntimeCompliance } from '@zedflow/runtime-compliance';
import { createZedRuntime } from '@zedflow/zed-runtime';
import { PLACES } from './places.js';

// One Runtime for all Peas, as a Flow has it.
const runtime = createZedRuntime();
const createRuntime = () => runtime;

describeRuntimeCompliance({ name: 'THREAD', createRuntime, placeOf: PLACES.thread, ownProcess: false });
describeRuntimeCompliance({ name: 'PROCESS', createRuntime, placeOf: PLACES.process, ownProcess: true });
