/**
 * Writes docs/errors.md from the error table of @zedflow/core-protocol.
 * `node tools/gen-error-docs.mjs --check` writes nothing and fails when the committed page is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const ERROR_PAGE = join(root, 'docs/errors.md');

/** The page of an error table: codes in groups by their prefix, in the order of the table. */
export function errorPage(codes, retired) {
  const lines = [
    '# Errors',
    '',
    '<!-- Written by tools/gen-error-docs.mjs from packages/core-protocol/src/errors/error-codes.ts. -->',
    '',
    'Everything that goes wrong at run time is a `RuntimeError` with one of these codes; on gRPC, HTTP and WebSocket it looks as the',
    'table says. *Retry* tells whether the same call may be tried again. A handler that throws is an answer instead: `header.status`',
    "has the error's name, arguments and description.",
    '',
    '| Code | gRPC status | HTTP status | Retry | Meaning |',
    '| --- | --- | --- | --- | --- |',
  ];
  for (const [code, { grpcStatus, httpStatus, retryable, summary }] of Object.entries(codes)) {
    lines.push(`| \`${code}\` | ${grpcStatus} ${GRPC_NAMES[grpcStatus]} | ${httpStatus} | ${retryable ? 'yes' : 'no'} | ${summary} |`);
  }
  if (retired.length > 0) lines.push('', `Retired, never used again: ${retired.map((code) => `\`${code}\``).join(', ')}.`);
  return `${lines.join('\n')}\n`;
}

const GRPC_NAMES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

async function main(check) {
  const built = pathToFileURL(join(root, 'packages/core-protocol/dist/errors/error-codes.js')).href;
  const { ERROR_CODES, RETIRED_ERROR_CODES } = await import(built);
  const page = errorPage(ERROR_CODES, RETIRED_ERROR_CODES);
  if (!check) return writeFileSync(ERROR_PAGE, page);
  if (readFileSync(ERROR_PAGE, 'utf8') !== page) {
    console.log('docs/errors.md is out of date: run node tools/gen-error-docs.mjs');
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.includes('--check'));
