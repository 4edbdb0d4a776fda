import type { ContentType } from '../../content-type.js';
import type { Envelope, Message } from '../../envelope/envelope.js';
import { concatBytes } from '../../wire/concat-bytes.js';
import { cutFrames } from './cut-frames.js';
import { fillFrames } from './fill-frames.js';
import { type Frames, generationOfFrames, type JinaGeneration, MIN_FRAME_BYTES, readAllFrames, writeFrames } from './frame-head.js';

/** Payloads that were cut before: a retry or a second branch finds their values again, and with them what a link made of them. */
const cutBefore = new WeakMap<Uint8Array, readonly Uint8Array[] | null>();

/** What a reader of `zed/frames` is told beside what it was told already. One list per list, so that envelopes stay alike. */
const acceptWithFrames = new WeakMap<readonly ContentType[], readonly ContentType[]>();
const OWN: Readonly<Record<JinaGeneration, readonly ContentType[]>> = {
  'jina/v1': Object.freeze<ContentType[]>(['jina/v1', 'zed/frames']),
  'jina/v2': Object.freeze<ContentType[]>(['jina/v2', 'zed/frames']),
};

/**
 * A request as it goes to a peer that reads `zed/frames`: large tensors and blobs of Jina's forms apart, and an `accept` that lets the
 * peer answer so. Messages without a large payload are returned as they are.
 */
export function withFrames(message: Message): Message {
  const { envelope, payloads } = message;
  const { contentType } = envelope;
  if (contentType === undefined || !payloads.some(isLarge)) {
    return contentType === 'zed/frames' ? { envelope: acceptingFrames(envelope, payloads), payloads } : message;
  }
  if (contentType === 'jina/v1' || contentType === 'jina/v2') {
    const cut = payloads.map((payload) => cutOf(contentType, payload));
    if (!cut.some((part) => part !== null)) return message;
    const framed = cut.flatMap((part, index) => part ?? writeFrames(whole(contentType, payloads[index] as Uint8Array)));
    return { envelope: { ...acceptingFrames(envelope, framed), contentType: 'zed/frames' }, payloads: framed };
  }
  return { envelope: acceptingFrames(envelope, payloads), payloads };
}

/** A message for a reader that does not know `zed/frames`: each part as one body in Jina's form, copied once. Others as they are. */
export function withoutFrames(message: Message): Message {
  if (message.envelope.contentType !== 'zed/frames') return message;
  const parts = readAllFrames(message.payloads);
  const contentType = parts[0]?.generation ?? 'jina/v2';
  return { envelope: { ...message.envelope, contentType }, payloads: parts.map((frames) => joinFrames(frames)) };
}

/** The `DataContentProto` body of framed documents, in new memory. */
export function joinFrames(frames: Frames): Uint8Array {
  return frames.values.length === 0 ? frames.skeleton : concatBytes(fillFrames(frames));
}

/** Whether who accepts these forms reads framed documents of `generation`. */
export function readsFrames(accept: readonly ContentType[] | undefined, generation: ContentType): boolean {
  return accept?.includes('zed/frames') === true && (accept.length === 1 || accept.includes(generation));
}

function acceptingFrames(envelope: Envelope, payloads: readonly Uint8Array[]): Envelope {
  const { accept, contentType } = envelope;
  if (accept === undefined || accept.length === 0) {
    const generation = contentType === 'zed/frames' ? generationOfFrames(payloads[0]) : contentType;
    return generation === 'jina/v1' || generation === 'jina/v2' ? { ...envelope, accept: OWN[generation] } : envelope;
  }
  if (!accept.includes('jina/v1') && !accept.includes('jina/v2')) return envelope;
  let wider = acceptWithFrames.get(accept);
  if (wider === undefined) {
    wider = Object.freeze([...accept.filter((type) => type !== 'zed/frames'), 'zed/frames'] as const);
    acceptWithFrames.set(accept, wider);
  }
  return { ...envelope, accept: wider };
}

function cutOf(generation: JinaGeneration, payload: Uint8Array): readonly Uint8Array[] | null {
  if (!isLarge(payload)) return null;
  let cut = cutBefore.get(payload);
  if (cut === undefined) {
    const frames = cutFrames(generation, payload);
    cut = frames === undefined ? null : writeFrames(frames);
    cutBefore.set(payload, cut);
  }
  return cut;
}

function whole(generation: JinaGeneration, skeleton: Uint8Array): Frames {
  return { generation, skeleton, holes: [], values: [] };
}

function isLarge({ byteLength }: Uint8Array): boolean {
  return byteLength >= MIN_FRAME_BYTES;
}
