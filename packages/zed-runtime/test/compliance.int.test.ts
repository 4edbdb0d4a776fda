import { describeRuntimeCompliance } from '@zedflow/runtime-compliance';
import { createZedRuntime } from '@zedflow/zed-runtime';

// One Runtime for all Peas of a backend, as a Flow has it.
const threads = createZedRuntime({ backend: 'THREAD' });
const processes = createZedRuntime({ backend: 'PROCESS' });

describeRuntimeCompliance({ name: 'THREAD', createRuntime: () => threads, ownProcess: false });
describeRuntimeCompliance({ name: 'PROCESS', createRuntime: () => processes, ownProcess: true });
