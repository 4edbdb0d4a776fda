import type { StandardSchemaV1 } from '@standard-schema/spec';

/** Documents or parameters that an endpoint's schema refuses. The caller gets it as Jina's ERROR status, like any error of a handler. */
export class ValidationError extends Error {
  static {
    Object.defineProperty(ValidationError.prototype, 'name', { value: 'ValidationError', writable: true, configurable: true });
  }
}

// Enough to see the pattern; a schema may find one issue in each of 10,000 elements.
const MAX_ISSUES = 5;

/** `size: expected number (and 2 more)` with `at` in front of each path. */
export function describeIssues(issues: readonly StandardSchemaV1.Issue[], at: string): string {
  const shown = issues.slice(0, MAX_ISSUES).map((issue) => `${at}${pathOf(issue)}: ${issue.message}`);
  const more = issues.length - shown.length;
  return shown.join('; ') + (more > 0 ? ` (and ${more} more)` : '');
}

function pathOf(issue: StandardSchemaV1.Issue): string {
  let path = '';
  for (const segment of issue.path ?? []) {
    const key = typeof segment === 'object' ? segment.key : segment;
    path += typeof key === 'number' ? `[${key}]` : `.${String(key)}`;
  }
  return path;
}
