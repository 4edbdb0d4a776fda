import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const FILE = fileURLToPath(new URL('hovered.ts', import.meta.url));
const TEXT = `import { Flow } from '@zedflow/flow';
new Flow({ timeoutReady: 1000, prefetch: 5 }).add({ maxInFlight: 3, runtimeBackend: 'THREAD' });
`;

/** What an editor shows for a name in the text above. */
function hover(service: ts.LanguageService, name: string): string {
  const info = service.getQuickInfoAtPosition(FILE, TEXT.indexOf(name));
  return [...(info?.documentation ?? []), ...(info?.tags ?? []).flatMap((tag) => tag.text ?? [])].map(({ text }) => text).join('\n');
}

it('shows help, unit and default of an option on hover in an editor', () => {
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      skipLibCheck: true,
      types: [],
    }),
    getScriptFileNames: () => [FILE],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => {
      const text = file === FILE ? TEXT : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => fileURLToPath(new URL('.', import.meta.url)),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => file === FILE || ts.sys.fileExists(file),
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    ...(ts.sys.realpath === undefined ? {} : { realpath: ts.sys.realpath }),
  });
  expect(hover(service, 'timeoutReady')).toMatch(/Longest silence of an Executor[\s\S]*Unit: ms[\s\S]*600000/);
  expect(hover(service, 'prefetch')).toMatch(/Requests of one connection[\s\S]*1000/);
  expect(hover(service, 'maxInFlight')).toMatch(/Calls that may wait[\s\S]*64/);
  expect(hover(service, 'runtimeBackend')).toMatch(/child process[\s\S]*PROCESS/);
});
