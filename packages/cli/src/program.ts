import { Command } from 'commander';
import { addLogFlags } from './flags/log-flags.js';
import { optionFlags } from './flags/option-flags.js';
import { fullVersionText, VERSION } from './version.js';

type Action = (parsed: ParsedCommand) => Promise<number>;

/** What a command's action gets. */
export interface ParsedCommand {
  readonly args: readonly string[];
  /** Flags by their camelCase names, as commander has them. */
  readonly flags: Readonly<Record<string, unknown>>;
}

/** The command line as a tree of commands. Each loads its code only when it runs. `onDone` gets the exit code. */
export function createProgram(onDone: (exitCode: number) => void): Command {
  const program = new Command('zedflow')
    .description('Serve Executors and Flows over gRPC, HTTP and WebSocket.')
    .version(VERSION, '-v, --version', 'print the version')
    .option('--version-full', 'print the versions of all parts')
    .helpCommand('help [command]', 'show the help of a command')
    .showHelpAfterError('(see --help)')
    .exitOverride();
  program.on('option:version-full', () => {
    process.stdout.write(`${fullVersionText()}\n`);
    process.exit(0);
  });

  const run = (load: () => Promise<Action>) =>
    async function (this: Command) {
      const action = await load();
      onDone(await action({ args: this.args, flags: this.opts() }));
    };

  const flow = program
    .command('flow')
    .description('Start a Flow and serve it until Ctrl-C.')
    .option('--uses <file>', 'YAML file of the Flow (required)')
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the variable of the YAML
    .option('--context <name=value...>', 'values of ${{ CONTEXT.name }}')
    .action(run(async () => (await import('./commands/flow-command.js')).flowCommand));
  optionFlags(flow, ['flow', 'gateway'], ['uses', 'graph_description', 'deployments_addresses']);
  addLogFlags(flow);

  const executor = program
    .command('executor')
    .description('Serve one Executor alone on gRPC until Ctrl-C.')
    .action(run(async () => (await import('./commands/executor-command.js')).executorCommand));
  optionFlags(executor, ['executor'], ['needs', 'replicas', 'retries', 'timeout_send']);
  addLogFlags(executor);

  const gateway = program
    .command('gateway')
    .description('Serve a gateway alone, before Executors that run elsewhere, until Ctrl-C.')
    .action(run(async () => (await import('./commands/gateway-command.js')).gatewayCommand));
  optionFlags(gateway, ['gateway'], []);
  addLogFlags(gateway);

  const client = program.command('client').description('Call a Flow.');
  client
    .command('post')
    .description('Send documents to an endpoint and print the answer, one JSON document a line.')
    .argument('<endpoint>', 'such as /search')
    .argument('[texts...]', 'each is a document: JSON when it begins with {, else its text; none = JSON lines on stdin')
    .option('--host <host>', 'host, or a whole address such as grpc://localhost:54321', '127.0.0.1')
    .option('--port <port>', 'port of the gateway')
    .option('--protocol <protocol>', 'grpc, http or websocket (default: as the address says, else grpc)')
    .option('--tls', 'speak TLS')
    .option('--tls-ca <file>', 'certificate authority of the server (PEM)')
    .option('--file <file>', 'read documents from a file: one JSON document (or plain text) a line')
    .option('--parameters <json>', 'parameters of the request')
    .option('--target-executor <pattern>', 'only Executors whose name matches')
    .option('--request-size <count>', 'documents per request', '100')
    .option('--max-in-flight <count>', 'requests under way at once', '100')
    .option('--timeout <ms>', 'deadline of each request')
    .option('--header <name=value...>', 'HTTP headers, gRPC metadata')
    .option('--docarray <generation>', 'v1 or v2', 'v2')
    .option('--unordered', 'print answers as they come')
    .option('--stream', 'one document in, each streamed answer at once')
    .action(run(async () => (await import('./commands/client-post-command.js')).clientPostCommand));

  program
    .command('ping')
    .description('Ask whether something answers: an Executor, a Flow, a gateway, or the control port of a pea.')
    .usage('[options] HOST PORT | executor|flow|gateway ADDRESS')
    .argument('<target>', 'executor, flow or gateway; or the host of a pea')
    .argument('<address>', 'host:port or a whole address such as http://localhost:8080; or the control port of a pea (its port_ctrl)')
    .option('--timeout <ms>', 'deadline of each try', '3000')
    .option('--retries <count>', 'number of tries', '3')
    .option('--print-response', 'print what a pea answers as JSON; with HOST PORT only')
    .action(run(async () => (await import('./commands/ping-command.js')).pingCommand));

  return program;
}
