import { RuntimeError } from '@zedflow/core-protocol';
import type { OptionPlace, PeaPlace, ResolvedOptionsOf } from '@zedflow/runtime-api';

/** Where on this machine the Peas of an Executor run, and what only that kind of place is told. `place` says where an option was written. */
export function planPlace(values: ResolvedOptionsOf<'executor'>, place: OptionPlace): PeaPlace<'thread' | 'process'> {
  const { node_inspect: inspect, max_heap_mb: maxHeapMb, replicas } = values;
  const node = { env: planEnv(values.env ?? {}, place('env')), ...(maxHeapMb === undefined ? {} : { maxHeapMb }) };
  if (values.runtime_backend === 'THREAD') {
    assertNoProcessOptions(values, place);
    return { kind: 'thread', ...node };
  }
  if (inspect !== undefined && replicas > 1) {
    throw new RuntimeError('config_invalid', `${place('node_inspect')}: \`node_inspect\` works with one replica, got ${replicas}`);
  }
  return { kind: 'process', ...node, nodeOptions: values.node_options ?? [], ...(inspect === undefined ? {} : { inspect }) };
}

/** What no process can be given is told here, by its name. */
function planEnv(env: Readonly<Record<string, string>>, place: string): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(env)) {
    if (name !== '' && !/[=\0]/.test(name) && !value.includes('\0')) continue;
    throw new RuntimeError(
      'config_invalid',
      `${place}: \`env\` has ${JSON.stringify(name)}: a name may not be empty nor have =, and neither it nor its value NUL`,
      {
        details: { option: 'env', name },
      },
    );
  }
  return env;
}

function assertNoProcessOptions(values: ResolvedOptionsOf<'executor'>, place: OptionPlace): void {
  for (const option of ['node_options', 'node_inspect'] as const) {
    if (values[option] === undefined) continue;
    throw new RuntimeError(
      'config_unsupported',
      `${place(option)}: \`${option}\` needs \`runtime_backend: PROCESS\`, this Executor has THREAD`,
      {
        details: { option },
      },
    );
  }
}
