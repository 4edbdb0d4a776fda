const SLASH = 0x2f;

/** A target in absolute form (`GET http://host/path`), which servers must take (RFC 9112), as one that starts with its path. */
export function originForm(target: string): string {
  if (target.charCodeAt(0) === SLASH) return target;
  const absolute = /^https?:\/\/[^/?#]*([^#]*)/i.exec(target);
  if (absolute === null) return target;
  const rest = absolute[1] as string;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** The path of a URL as endpoints are named: without query and last slash, percent-encodings resolved. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  const whole = query === -1 ? url : url.slice(0, query);
  const path = whole.length > 1 && whole.endsWith('/') ? whole.slice(0, -1) : whole;
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    // Not UTF-8: no endpoint is named so.
    return path;
  }
}
