import type { Pea } from '@zedflow/runtime-api';
import type { FlowEvents } from '../flow-events.js';

/** Tells the Flow's listeners of every change of its Peas. Returns the function that ends it. */
export function followPeas(peas: readonly Pea[], events: FlowEvents, printsOutput: boolean): () => void {
  const tell = () => events.emit({ type: 'progress', peas: peas.map(({ name, state, waitingFor }) => ({ name, state, waitingFor })) });
  const offs = peas.map((pea) =>
    pea.onEvent((event) => {
      if (event.type === 'output') {
        events.emit({ type: 'output', pea: pea.name, stream: event.stream, line: event.line });
        // What a user's code prints must be seen somewhere, also when nobody gave a logger.
        if (printsOutput) process[event.stream].write(`${pea.name} | ${event.line}\n`);
      } else if (event.type !== 'exit') tell();
    }),
  );
  tell();
  return () => {
    for (const off of offs) off();
  };
}
