import { status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { answerReflection } from './reflection-service.js';

describe('answerReflection', () => {
  it('lists the names that every node of Jina lists, without health', () => {
    expect(answerReflection({ type: 'listServices' })).toEqual({
      type: 'services',
      names: [
        'jina.JinaRPC',
        'jina.JinaSingleDataRequestRPC',
        'jina.JinaDataRequestRPC',
        'jina.JinaGatewayDryRunRPC',
        'jina.JinaSingleDocumentRequestRPC',
        'jina.JinaDiscoverEndpointsRPC',
        'jina.JinaInfoRPC',
        'grpc.reflection.v1alpha.ServerReflection',
      ],
    });
  });

  it('has an answer for every other question', () => {
    expect(answerReflection({ type: 'fileContainingSymbol', name: 'jina.JinaRPC' })).toMatchObject({
      type: 'error',
      code: status.NOT_FOUND,
    });
    expect(answerReflection({ type: 'fileByFilename', name: 'jina.proto' })).toMatchObject({ type: 'error', code: status.NOT_FOUND });
    expect(answerReflection({ type: 'other' })).toMatchObject({ type: 'error', code: status.UNIMPLEMENTED });
  });
});
