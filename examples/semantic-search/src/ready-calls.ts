/** An open port of the Flow, as `Flow.addresses` tells it. */
interface Address {
  readonly protocol: string;
  readonly url: string;
}

const QUESTION = 'show how far a long job is';

/** Calls of the served Flow that can be pasted into another terminal of this checkout. */
export function formatCalls(addresses: readonly Address[]): string {
  const calls = addresses.map(({ protocol, url }) => `  ${protocol}\n    ${protocol === 'http' ? curlCall(url) : zedflowCall(url)}`);
  return ['\nThe Flow stays up; Ctrl-C ends it. Ask it from another terminal:', ...calls].join('\n');
}

function curlCall(url: string): string {
  const body = JSON.stringify({ data: [{ text: QUESTION }], parameters: { limit: 3 } });
  return `curl -s ${url}/search -H 'content-type: application/json' -d '${body}'`;
}

function zedflowCall(url: string): string {
  return `npx zedflow client post /search '${QUESTION}' --host ${url} --parameters '{"limit":3}'`;
}
