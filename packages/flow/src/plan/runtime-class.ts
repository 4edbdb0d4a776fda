import { RuntimeError } from '@zedflow/core-protocol';
import { nearestName } from '@zedflow/runtime-api';

const HERE = ['WorkerRuntime', 'ZEDRuntime'];

/** Runtimes of other packages: each is loaded on demand once it exists. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ContainerRuntime: 'needs the package @zedflow/container-runtime: npm i @zedflow/container-runtime',
  SSHRuntime: 'needs the package @zedflow/ssh-runtime: npm i @zedflow/ssh-runtime',
  JinadRuntime: 'needs a daemon on the other host, which this version does not have',
  HeadRuntime: 'is for shards, which do not work yet',
  GRPCRuntime: 'is a gateway: set `protocol: GRPC` on the Flow instead',
  RESTRuntime: 'is a gateway: set `protocol: HTTP` on the Flow instead',
};

/** Refuses runtimes that this version does not run, with what to do instead. */
export function assertRuntimeClass(name: string, place: string): void {
  if (HERE.includes(name)) return;
  if (Object.hasOwn(ELSEWHERE, name)) {
    throw new RuntimeError('config_unsupported', `${place}: \`runtime_cls: ${name}\` ${ELSEWHERE[name]}`, {
      details: { option: 'runtime_cls', value: name },
    });
  }
  const nearest = nearestName(name, [...HERE, ...Object.keys(ELSEWHERE)]);
  const hint = nearest === undefined ? `known are ${[...HERE, ...Object.keys(ELSEWHERE)].join(', ')}` : `did you mean ${nearest}?`;
  throw new RuntimeError('config_invalid', `${place}: there is no runtime \`${name}\`; ${hint}`);
}

/** Refuses `uses` that need another runtime or a Hub, with the form that works. */
export function assertUsesScheme(uses: string, place: string): void {
  const scheme = /^([a-z+]+):\/\//.exec(uses)?.[1];
  if (scheme === 'docker') {
    throw new RuntimeError('config_unsupported', `${place}: \`${uses}\` ${ELSEWHERE['ContainerRuntime']}`, { details: { option: 'uses' } });
  }
  if (scheme === 'jinahub' || scheme === 'jinahub+docker') {
    throw new RuntimeError(
      'config_unsupported',
      `${place}: \`${uses}\`: the Hub is not supported; use the npm form \`npm://package#Class\` or the image as \`docker://image\``,
      { details: { option: 'uses' } },
    );
  }
}
