/**
 * Stored figures of one slower 2-core machine: requests per second per server core, echo of one document of 200 B, at 16 and 100 in
 * flight. `jina` is Python Jina 3.34.0, `THREAD` and `PROCESS` the bare slice. Nothing here is measured by a run: a machine without
 * Python gets its scale from them.
 */
const PER_CORE = {
  1: {
    http: { jina: [210, 181], THREAD: [9_700, 14_900], PROCESS: [5_390, 11_000] },
    'grpc-stream': { jina: [367, 392], THREAD: [9_560, 12_700], PROCESS: [6_470, 11_060] },
    'grpc-unary': { jina: [246, 276], THREAD: [5_270, 7_390], PROCESS: [3_670, 5_860] },
  },
  3: {
    http: { jina: [94, 89], THREAD: [5_400, 9_250], PROCESS: [4_690, 9_310] },
    'grpc-stream': { jina: [150, 133], THREAD: [5_460, 9_230], PROCESS: [2_520, 6_010] },
    'grpc-unary': { jina: [124, 120], THREAD: [2_670, 5_080], PROCESS: [2_060, 4_320] },
  },
};

/**
 * An estimate of how many times Python Jina's requests per core a row has: its share of the slice, measured in this run, times what the
 * slice was to Python Jina on the stored machine. So the speed of this machine does not count. Undefined where nothing is stored.
 */
export function timesJina({ backend, executors, protocol, inFlight, bytes }, ratioToSlice) {
  const stored = bytes === 200 ? PER_CORE[executors]?.[protocol] : undefined;
  const place = [16, 100].indexOf(inFlight);
  return stored === undefined || place < 0 ? undefined : (ratioToSlice * stored[backend][place]) / stored.jina[place];
}
