/** What a server says of its paths in `/openapi.json`. */
export interface ServerPaths {
  /** Paths that take POST. */
  readonly posts: ReadonlySet<string>;
  /** Those of them that can answer with server-sent events, so that parameters may go beside the document. Jina 3.34 has none. */
  readonly streams: ReadonlySet<string>;
}

interface Operation {
  readonly responses?: Readonly<Record<string, { readonly content?: object }>>;
}

/** Reads the page. One that is missing, or no OpenAPI, tells nothing. */
export function serverPaths(page: Uint8Array | undefined): ServerPaths {
  const paths = page === undefined ? {} : pathsOf(page);
  const posts = Object.entries(paths).flatMap(([path, operations]) => (operations?.post == null ? [] : [{ path, post: operations.post }]));
  const streams = posts.filter(({ post }) => 'text/event-stream' in (post.responses?.['200']?.content ?? {}));
  return { posts: new Set(posts.map(({ path }) => path)), streams: new Set(streams.map(({ path }) => path)) };
}

function pathsOf(page: Uint8Array): Readonly<Record<string, { readonly post?: Operation } | null>> {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(page.buffer, page.byteOffset, page.byteLength).toString());
    const paths = (parsed as { paths?: unknown } | null)?.paths;
    return typeof paths === 'object' && paths !== null ? (paths as ReturnType<typeof pathsOf>) : {};
  } catch {
    return {};
  }
}
