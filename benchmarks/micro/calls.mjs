/** Calls as servers make them: a new envelope each. */

let lastId = 0;
const PAYLOADS = [Buffer.from('[{"text":"hello"}]')];

export function requestOf(members) {
  const requestId = `0123456789abcdef0123456789${lastId++}`;
  return { envelope: { kind: 'call', sequence: 0, requestId, endpoint: '/index', contentType: 'json', ...members }, payloads: PAYLOADS };
}

/** A run of `count` calls, one after the other. */
export function inTurn(count, call) {
  return async () => {
    for (let done = 0; done < count; done++) await call();
  };
}
