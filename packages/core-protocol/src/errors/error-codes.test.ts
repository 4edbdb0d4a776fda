import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, RETIRED_ERROR_CODES } from './error-codes.js';

const root = new URL('../../../../', import.meta.url);
const codes = Object.entries(ERROR_CODES);

describe('error codes', () => {
  it('are unique, also against retired ones', () => {
    const source = readFileSync(new URL('packages/core-protocol/src/errors/error-codes.ts', root), 'utf8');
    const written = [...source.matchAll(/^ {2}([a-z_]+): \{/gm)].map(([, code]) => code);
    expect(written).toEqual(codes.map(([code]) => code));
    expect(new Set(written).size).toBe(written.length);
    expect(written.filter((code) => RETIRED_ERROR_CODES.includes(code as string))).toEqual([]);
  });

  it.each(codes)('%s has both statuses and a sentence', (code, { grpcStatus, httpStatus, summary }) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(grpcStatus).toBeGreaterThanOrEqual(1);
    expect(grpcStatus).toBeLessThanOrEqual(16);
    expect(httpStatus).toBeGreaterThanOrEqual(400);
    expect(httpStatus).toBeLessThanOrEqual(599);
    expect(summary).toMatch(/^[A-Z].*\.$/);
  });

  it('are all in docs/errors.md, as the table has them', async () => {
    const tool = (await import(new URL('tools/gen-error-docs.mjs', root).href)) as {
      errorPage(table: typeof ERROR_CODES, retired: readonly string[]): string;
    };
    const page = readFileSync(new URL('docs/errors.md', root), 'utf8');
    expect(page, 'run node tools/gen-error-docs.mjs').toBe(tool.errorPage(ERROR_CODES, RETIRED_ERROR_CODES));
  });
});
