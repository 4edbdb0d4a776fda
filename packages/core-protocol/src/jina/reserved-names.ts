/** Endpoint of the calls that no other endpoint of an Executor is there for (Jina 3.34). */
export const DEFAULT_ENDPOINT = '/default';

/** Endpoint of readiness checks: every Executor answers it without user code, and none with `/default` (Jina 3.34). */
export const DRY_RUN_ENDPOINT = '_jina_dry_run_';

/** Endpoints that change state by their very name, whatever the Executor says (the CRUD routes of Jina 3.34). */
export const WRITE_ENDPOINTS: ReadonlySet<string> = new Set(['/index', '/update', '/delete']);

/** Member of a reply's parameters that holds the results objects of Executors by the name of the Pea (Jina 3.34). */
export const RESULTS_KEY = '__results__';
