/** What callers behind a proxy send along with `--callers dated`: who they are, and how long they wait. */
export const CALLER_HEADERS = { authorization: 'Bearer 6f1c1d9e0a', 'x-tenant': 'acme', 'x-forwarded-for': '10.0.0.7' };

/** Longer than any run: a deadline that must be kept, not one that passes. */
export const CALLER_TIMEOUT_MS = 300_000;

/** The same in header form, for HTTP and the upgrade of a WebSocket. */
export const DATED_HEADERS = { ...CALLER_HEADERS, 'x-request-timeout-ms': String(CALLER_TIMEOUT_MS) };
