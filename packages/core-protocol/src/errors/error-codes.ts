/**
 * The one table of error codes. Each code says how it looks on every protocol and whether the same call may be tried again.
 * `grpcStatus` is the number of the gRPC status, `httpStatus` the HTTP status. A retired code is never used again.
 */
export const ERROR_CODES = {
  cancelled: { grpcStatus: 1, httpStatus: 499, retryable: false, summary: 'The caller left before the answer was ready.' },
  deadline_exceeded: { grpcStatus: 4, httpStatus: 504, retryable: false, summary: 'The answer was not ready before the deadline.' },
  internal: { grpcStatus: 13, httpStatus: 500, retryable: false, summary: 'A defect of Zedflow itself.' },
  invalid_argument: { grpcStatus: 3, httpStatus: 400, retryable: false, summary: 'A request or its parameters are not valid.' },
  not_found: { grpcStatus: 5, httpStatus: 404, retryable: false, summary: 'The endpoint or node does not exist.' },
  unauthenticated: { grpcStatus: 16, httpStatus: 401, retryable: false, summary: 'The caller did not say who it is, or the key is wrong.' },
  permission_denied: { grpcStatus: 7, httpStatus: 403, retryable: false, summary: 'The caller may not do this.' },
  resource_exhausted: { grpcStatus: 8, httpStatus: 429, retryable: true, summary: 'A limit is reached: try again later.' },
  unavailable: { grpcStatus: 14, httpStatus: 503, retryable: true, summary: 'No replica is ready, or the peer cannot be reached.' },
  unimplemented: { grpcStatus: 12, httpStatus: 501, retryable: false, summary: 'This version does not have it.' },

  config_invalid: { grpcStatus: 3, httpStatus: 400, retryable: false, summary: 'An option, YAML field or command-line flag is wrong.' },
  config_not_found: {
    grpcStatus: 5,
    httpStatus: 404,
    retryable: false,
    summary: 'A file, module or class that the configuration names does not exist.',
  },
  config_unsupported: {
    grpcStatus: 12,
    httpStatus: 501,
    retryable: false,
    summary: 'The option is known but does not work in this version.',
  },

  protocol_malformed: { grpcStatus: 3, httpStatus: 400, retryable: false, summary: 'Bytes that are not a message.' },
  protocol_message_too_large: { grpcStatus: 8, httpStatus: 413, retryable: false, summary: 'A message is larger than max_message_bytes.' },
  protocol_too_deep: { grpcStatus: 3, httpStatus: 400, retryable: false, summary: 'A message is nested deeper than the limit.' },
  protocol_version_mismatch: { grpcStatus: 9, httpStatus: 500, retryable: false, summary: 'The two sides share no protocol version.' },
  protocol_content_unsupported: {
    grpcStatus: 3,
    httpStatus: 415,
    retryable: false,
    summary: 'The documents are written in a form that the reader cannot take.',
  },

  transport_lost: { grpcStatus: 14, httpStatus: 503, retryable: true, summary: 'The connection to a Pea broke.' },
  transport_closed: { grpcStatus: 14, httpStatus: 503, retryable: true, summary: 'The link was closed on purpose.' },

  executor_died: { grpcStatus: 14, httpStatus: 503, retryable: true, summary: 'The Executor ended while it had the call.' },
  executor_init_failed: { grpcStatus: 9, httpStatus: 500, retryable: false, summary: 'The Executor threw while it was loaded or in init.' },
  executor_failed: { grpcStatus: 2, httpStatus: 500, retryable: false, summary: 'A handler threw; details carry its exception.' },
  executor_bad_result: {
    grpcStatus: 13,
    httpStatus: 500,
    retryable: false,
    summary: 'A handler returned something that is not documents or results.',
  },

  runtime_start_timeout: {
    grpcStatus: 4,
    httpStatus: 504,
    retryable: false,
    summary: 'A Pea said nothing for timeout_ready while it started.',
  },
  runtime_start_failed: { grpcStatus: 14, httpStatus: 503, retryable: false, summary: 'A Pea ended before it was ready.' },
  runtime_draining: { grpcStatus: 14, httpStatus: 503, retryable: true, summary: 'The Pea is stopping and takes no new call.' },

  flow_invalid: { grpcStatus: 3, httpStatus: 400, retryable: false, summary: 'The graph of a Flow is wrong.' },
  flow_not_started: { grpcStatus: 9, httpStatus: 503, retryable: false, summary: 'The Flow is not running.' },

  gateway_port_in_use: { grpcStatus: 9, httpStatus: 500, retryable: false, summary: 'A port that the gateway should listen on is taken.' },
} as const satisfies Record<string, ErrorCodeInfo>;

/** How one error code looks on every protocol. */
export interface ErrorCodeInfo {
  readonly grpcStatus: number;
  readonly httpStatus: number;
  readonly retryable: boolean;
  readonly summary: string;
}

/** One of {@link ERROR_CODES}. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** Codes of earlier versions; their names are never given to something else. */
export const RETIRED_ERROR_CODES: readonly string[] = [];
