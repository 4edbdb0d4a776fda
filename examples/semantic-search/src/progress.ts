import { SingleBar } from 'cli-progress';

/** Shows how far a job is. */
export interface Progress {
  advance(done: number): void;
  end(): void;
}

/** A bar on a terminal, else one plain line per tenth. `unit` names what is counted. */
export function createProgress(total: number, unit: string, stream: NodeJS.WriteStream = process.stdout): Progress {
  return stream.isTTY ? createBar(total, unit, stream) : createLines(total, unit, stream);
}

function createBar(total: number, unit: string, stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar({
    format: `  {bar} {percentage} % | {value} of {total} ${unit} | {duration_formatted}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    stream,
    // Ctrl-C is the program's to handle: it ends the Flow first.
    gracefulExit: false,
  });
  bar.start(total, 0);
  return { advance: (done) => bar.update(done), end: () => bar.stop() };
}

function createLines(total: number, unit: string, stream: NodeJS.WriteStream): Progress {
  let shownTenths = 0;
  return {
    advance(done) {
      const tenths = Math.floor((done / total) * 10);
      if (tenths > shownTenths) stream.write(`  ${tenths * 10} % (${done} of ${total} ${unit})\n`);
      shownTenths = tenths;
    },
    end() {},
  };
}
