import type { JsonObject } from '@zedflow/core-protocol';
import type { ExposedEndpoint } from '@zedflow/gateway';
import type { OptionPlace, PeaPlace, RestartPolicy } from '@zedflow/runtime-api';

/** Protocols that a gateway listens on. */
export type GatewayProtocol = 'grpc' | 'http' | 'websocket';

/** One port of the gateway. */
export interface ListenerPlan {
  readonly protocol: GatewayProtocol;
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
}

/** Absolute paths of PEM files. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** The gateway of a Flow, all options complete. */
export interface GatewayPlan {
  readonly name: string;
  readonly listeners: readonly ListenerPlan[];
  /** Where an option was written, for errors that planning cannot see. */
  readonly place: OptionPlace;
  readonly tls?: TlsFiles;
  readonly docarray: 'v1' | 'v2';
  readonly maxMessageBytes: number;
  /** Requests of one connection under way; 0 = no limit. */
  readonly prefetch: number;
  /** -1 = no slow-call log. */
  readonly slowCallMs: number;
  readonly title: string;
  readonly description?: string;
  readonly hasCors: boolean;
  readonly hasDebugEndpoints: boolean;
  readonly hasCrudEndpoints: boolean;
  readonly exposeEndpoints?: Readonly<Record<string, ExposedEndpoint>>;
  /** Stack traces of the gateway's own errors go to clients. */
  readonly exposesStacks: boolean;
}

/** What the loader needs to find an Executor's class. `uses` may be a class. */
export interface UsesPlan {
  readonly uses: unknown;
  readonly usesWith: JsonObject;
  readonly usesMetas: JsonObject;
  readonly usesRequests: Readonly<Record<string, string>>;
  readonly pyModules: readonly string[];
  /** Modules that the other Executors of the Flow load: a bare class name may be in one of them. */
  readonly flowModules: readonly string[];
  readonly baseFolder: string;
}

/** One Deployment of a Flow, all options complete. */
export interface DeploymentPlan {
  readonly name: string;
  /** Names of the nodes before it; `gateway` for the first. */
  readonly needs: readonly string[];
  readonly uses: UsesPlan;
  /** Where the `uses` was written, for errors of the loader. */
  readonly place: string;
  /** Where `uses_requests` was written, or the Executor without. */
  readonly requestsPlace: string;
  /** Where `needs` was written, or the Executor without. */
  readonly needsPlace: string;
  /** Where its Peas run. */
  readonly peaPlace: PeaPlace;
  readonly replicas: number;
  readonly workspace: string;
  readonly quiet: boolean;
  /** Stack traces of what a handler throws go to clients. */
  readonly exposesStacks: boolean;
  readonly timeoutReadyMs: number;
  /** Never negative: "for ever" is days. */
  readonly timeoutCtrlMs: number;
  /** Negative = none. */
  readonly timeoutSendMs: number;
  readonly retries: number;
  readonly restart: RestartPolicy;
  readonly maxInFlight: number;
  readonly maxInFlightBytes: number;
  readonly maxMessageBytes: number;
  /** Explicit gRPC port of each replica. */
  readonly listen: readonly { readonly host: string; readonly port: number }[];
  /** Control port of each replica. */
  readonly control: readonly { readonly host: string; readonly port: number }[];
}

/** A Flow that can be started: everything is known but the user's code. */
export interface FlowPlan {
  readonly name: string;
  readonly quiet: boolean;
  readonly gateway: GatewayPlan;
  readonly deployments: readonly DeploymentPlan[];
}
