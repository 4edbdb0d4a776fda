/**
 * Stored figures of Python Jina 3.34.0 on a 2-core machine: requests per second per server core, echo of one document of 200 B.
 * Not measured in this run: they give the column `x Jina` its scale on machines without Python.
 */
const PER_CORE = {
  1: {
    http: { 16: 210, 100: 181 },
    'grpc-stream': { 16: 367, 100: 392 },
    'grpc-unary': { 16: 246, 100: 276 },
    websocket: { 16: 415, 100: 459 },
  },
  3: {
    http: { 16: 94, 100: 89 },
    'grpc-stream': { 16: 150, 100: 133 },
    'grpc-unary': { 16: 124, 100: 120 },
    websocket: { 16: 165, 100: 158 },
  },
};

/** What Python Jina reaches in this case; undefined where it was not measured. */
export function jinaPerCore({ executors, protocol, inFlight, bytes }) {
  return bytes === 200 ? PER_CORE[executors]?.[protocol]?.[inFlight] : undefined;
}
