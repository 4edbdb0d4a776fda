/** Calls of the served Flow that can be pasted into another terminal of this checkout. */
export function formatCalls(addresses: readonly string[]): string {
  const question = 'show how far a long job is';
  const body = JSON.stringify({ data: [{ text: question }], parameters: { limit: 3 } });
  const calls = addresses.map((address) => {
    const [protocol] = address.split('://');
    const call = protocol === 'http' ? `curl -s ${address}/search -H 'content-type: application/json' -d '${body}'` : clientCall(address);
    return `  ${protocol}\n    ${call}`;
  });
  return ['The Flow stays up; Ctrl-C ends it. Ask it from another terminal:', ...calls].join('\n');

  function clientCall(address: string): string {
    return `npx zedflow client post ${address} /search --text '${question}' --parameters '{"limit":3}'`;
  }
}
