import { type ServiceDefinition, type sendUnaryData, status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import {
  DRY_RUN_ENDPOINT,
  encodeDocuments,
  encodeEndpoints,
  encodeJinaInfo,
  encodeStatus,
  errorToStatus,
  JINA_METHODS,
  type JinaMethod,
  RuntimeError,
} from '@zedflow/core-protocol';
import { ServerCall } from '@zedflow/runtime-api';
import { gatewayDiscovery, workerDiscovery } from '../discovery/discovery-payload.js';
import { describeJinaInfo } from '../jina-info.js';
import { LANE_KEY, LANE_VERSION } from '../lane/lane-rules.js';
import { bytesMethod } from '../service-definitions.js';
import { CallStream } from './call-stream.js';
import { streamDocument } from './document-stream.js';
import type { DuplexCall, UnaryCall } from './grpc-call.js';
import type { ResolvedJinaGrpcServerOptions } from './jina-grpc-server-options.js';
import { serveLane } from './lane-end.js';
import type { RequestContext } from './request-context.js';
import { processData, processSingleData } from './unary-calls.js';

/** A service and what answers it. */
export interface BoundService {
  readonly definition: ServiceDefinition;
  readonly implementation: UntypedServiceImplementation;
}

type Answer = sendUnaryData<Uint8Array>;
type Handler = UntypedServiceImplementation[string];

/** Jina's services as the role has them. Jina 3.34: gateways have no `process_data`, workers no `dry_run`. */
export function jinaServices(options: ResolvedJinaGrpcServerOptions, context: RequestContext): BoundService[] {
  return [
    bind(JINA_METHODS.call, callHandler(options, context)),
    bind(JINA_METHODS.processSingleData, processSingleData(context)),
    bind(JINA_METHODS.streamDoc, streamDocument(context)),
    bind(
      JINA_METHODS.endpointDiscovery,
      answerWith(() => encodeEndpoints(discover(options))),
    ),
    bind(
      JINA_METHODS.status,
      answerWith(() => encodeJinaInfo(describeJinaInfo(options.docarray, options.role === 'worker' ? options : undefined))),
    ),
    options.role === 'gateway' ? bind(JINA_METHODS.dryRun, dryRun(options, context)) : bind(JINA_METHODS.processData, processData(context)),
  ];
}

function bind(method: JinaMethod, handler: Handler): BoundService {
  return { definition: { [method.rpc]: bytesMethod(method) }, implementation: { [method.rpc]: handler } };
}

function callHandler(options: ResolvedJinaGrpcServerOptions, context: RequestContext): (call: DuplexCall) => void {
  if (options.role === 'gateway') return (call) => void new CallStream(call, context);
  return (call) => {
    if (call.metadata.get(LANE_KEY)[0] === LANE_VERSION) serveLane(call, context, options);
    else new CallStream(call, context);
  };
}

function discover(options: ResolvedJinaGrpcServerOptions) {
  return options.role === 'gateway'
    ? gatewayDiscovery(options.describe(), options.docarray)
    : workerDiscovery(options.describe(), options.docarray);
}

function answerWith(encode: () => Uint8Array): (call: UnaryCall, answer: Answer) => void {
  return (_call, answer) => {
    try {
      answer(null, encode());
    } catch (thrown) {
      answer({ code: status.INTERNAL, details: RuntimeError.from(thrown).message });
    }
  };
}

/** Jina 3.34: posts one empty document to the reserved endpoint; whatever goes wrong is a status, the RPC itself ends OK. */
function dryRun(options: ResolvedJinaGrpcServerOptions, context: RequestContext): (call: UnaryCall, answer: Answer) => void {
  const contentType = `jina/${options.docarray}` as const;
  return (call, answer) => {
    const requestId = crypto.randomUUID();
    const running = new ServerCall({ protocol: 'grpc', peer: call.getPeer() });
    call.once('cancelled', () => running.leave());
    const payloads = [encodeDocuments(contentType, [{ id: requestId }])];
    const accept = [contentType];
    const envelope = { kind: 'call', sequence: 0, requestId, endpoint: DRY_RUN_ENDPOINT, contentType, accept } as const;
    context.service.call({ envelope, payloads }, running).then(
      (reply) => answer(null, encodeStatus(reply.envelope.status ?? { code: 'SUCCESS' })),
      (thrown: unknown) => answer(null, encodeStatus(errorToStatus(thrown, ''))),
    );
  };
}
