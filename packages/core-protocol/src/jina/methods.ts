/** One method of Jina's gRPC services. */
export interface JinaMethod {
  /** Full service name, as reflection lists it. */
  readonly service: string;
  readonly rpc: string;
  /** `/<service>/<rpc>`. */
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  /** Message names of `package jina`; `Empty` is `google.protobuf.Empty`. */
  readonly request: string;
  readonly response: string;
}

function method(service: string, rpc: string, request: string, response: string, stream: 'none' | 'server' | 'both' = 'none'): JinaMethod {
  const full = `jina.${service}`;
  const responseStream = stream !== 'none';
  return { service: full, rpc, path: `/${full}/${rpc}`, requestStream: stream === 'both', responseStream, request, response };
}

/** Every gRPC method of Jina 3.34 as plain data, for servers and clients alike (Jina 3.34). */
export const JINA_METHODS = {
  processData: method('JinaDataRequestRPC', 'process_data', 'DataRequestListProto', 'DataRequestProto'),
  processSingleData: method('JinaSingleDataRequestRPC', 'process_single_data', 'DataRequestProto', 'DataRequestProto'),
  streamDoc: method('JinaSingleDocumentRequestRPC', 'stream_doc', 'SingleDocumentRequestProto', 'SingleDocumentRequestProto', 'server'),
  call: method('JinaRPC', 'Call', 'DataRequestProto', 'DataRequestProto', 'both'),
  endpointDiscovery: method('JinaDiscoverEndpointsRPC', 'endpoint_discovery', 'Empty', 'EndpointsProto'),
  dryRun: method('JinaGatewayDryRunRPC', 'dry_run', 'Empty', 'StatusProto'),
  status: method('JinaInfoRPC', '_status', 'Empty', 'JinaInfoProto'),
  snapshot: method('JinaExecutorSnapshot', 'snapshot', 'Empty', 'SnapshotStatusProto'),
  snapshotStatus: method('JinaExecutorSnapshotProgress', 'snapshot_status', 'SnapshotId', 'SnapshotStatusProto'),
  restore: method('JinaExecutorRestore', 'restore', 'RestoreSnapshotCommand', 'RestoreSnapshotStatusProto'),
  restoreStatus: method('JinaExecutorRestoreProgress', 'restore_status', 'RestoreId', 'RestoreSnapshotStatusProto'),
} as const satisfies Record<string, JinaMethod>;
