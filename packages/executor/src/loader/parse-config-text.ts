import { RuntimeError } from '@zedflow/core-protocol';
import { type Locate, type ReadConfig, readExecutorConfig } from './executor-config.js';

/**
 * Reads YAML or JSON (which is YAML) of an Executor. `name` is the file's name or what stands for it in errors.
 *
 * @throws RuntimeError `config_invalid` with `name:line:column`.
 */
export async function parseConfigText(text: string, name: string): Promise<ReadConfig> {
  const { load, YAMLException } = await import('js-yaml');
  let value: unknown;
  try {
    // The default schema of js-yaml makes plain data only: no tag runs code.
    value = load(text, { filename: name });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const mark = error.mark;
    const place = mark === undefined ? name : `${name}:${mark.line + 1}:${mark.column + 1}`;
    const tag = /^unknown .*tag !(<!)?(\w+)/.exec(error.reason)?.[2];
    const hint = tag === undefined ? '' : `. Tags are not read: write 'jtype: ${tag}'`;
    throw new RuntimeError('config_invalid', `${place}: ${error.reason}${hint}`, {
      details: { file: name, line: (mark?.line ?? 0) + 1, column: (mark?.column ?? 0) + 1 },
      cause: error,
    });
  }
  return readExecutorConfig(value, locateIn(text, name));
}

/** Finds top-level keys by their text; only what is nested or written in braces is told without a line. */
function locateIn(text: string, name: string): Locate {
  const lines = text.split(/\r?\n/);
  return (key) => {
    if (key === undefined) return name;
    const top = key.split('.')[0] ?? key;
    const index = lines.findIndex((line) => line.startsWith(top) && /^\s*:/.test(line.slice(top.length)));
    return index === -1 ? name : `${name}:${index + 1}:1`;
  };
}
