/** Answers a call with its own payloads: what is left is the cost of the link. */
export const echoService = {
  call: async ({ envelope, payloads }) => ({ envelope: { ...envelope, kind: 'reply' }, payloads }),
  async *stream({ envelope, payloads }) {
    yield { envelope: { ...envelope, kind: 'end' }, payloads };
  },
};
