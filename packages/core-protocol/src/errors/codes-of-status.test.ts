import { describe, expect, it } from 'vitest';
import { codeOfGrpcStatus, codeOfHttpStatus } from './codes-of-status.js';

describe('codeOfGrpcStatus', () => {
  it('gives the general code of a status', () => {
    expect([1, 3, 4, 5, 7, 8, 12, 14, 16].map(codeOfGrpcStatus)).toEqual([
      'cancelled',
      'invalid_argument',
      'deadline_exceeded',
      'not_found',
      'permission_denied',
      'resource_exhausted',
      'unimplemented',
      'unavailable',
      'unauthenticated',
    ]);
  });

  it('gives internal for UNKNOWN and INTERNAL', () => {
    expect([2, 13].map(codeOfGrpcStatus)).toEqual(['internal', 'internal']);
  });
});

describe('codeOfHttpStatus', () => {
  it('gives the general code of a status', () => {
    expect([400, 401, 404, 413, 429, 503, 504].map(codeOfHttpStatus)).toEqual([
      'invalid_argument',
      'unauthenticated',
      'not_found',
      'protocol_message_too_large',
      'resource_exhausted',
      'unavailable',
      'deadline_exceeded',
    ]);
  });

  it('gives invalid_argument for other client errors and internal for the rest', () => {
    expect([422, 405, 500, 502].map(codeOfHttpStatus)).toEqual(['invalid_argument', 'invalid_argument', 'internal', 'internal']);
  });
});
