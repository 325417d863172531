/** The only place for yargs: argv in, an order out. Prints nothing; help comes back as text. */
import yargs, { type Argv } from 'yargs';
import { UsageError } from '../errors.ts';
import type { Scope } from '../settings.ts';
import { explainOptions, PARSING, scanOptions } from './options.ts';
import { type Order, requestOf, strings, viewOf } from './order.ts';

const EXAMPLES: readonly (readonly [string, string])[] = [
  ['$0', 'this repository: files, index, full history'],
  ['$0 ../other --fail-on high', 'another one; exit 1 from high on'],
  ['$0 staged', 'what the next commit would hold'],
  ['$0 range origin/main..HEAD', 'what a branch adds'],
  ['$0 --format sarif=out.sarif --format human', 'two reports in one run'],
  ['git log -p | $0 stdin', 'anything that can be piped'],
  ['$0 hook install', 'block pushes that leak'],
  ['$0 explain 1f2e3d4c5b6a7980', 'the whole story of one finding'],
];

/**
 * Reads a command line.
 * @throws UsageError with one line that says what to do.
 */
export async function readArguments(argv: readonly string[]): Promise<Order> {
  let order: Order | undefined;
  let help = '';
  const { words, literal } = splitAtDashes(argv);
  const parser = commands(words.find(word => word in NEEDED) ?? '', made => {
    order = withLiteral(made, literal);
  });
  await parser.parseAsync(words, {}, (error, _argv, output) => {
    if (error) throw error;
    help = output;
  });
  if (order !== undefined) return order;
  if (help !== '') return { kind: 'help', text: `${help}\n` };
  throw new UsageError('nothing to do; see keysift --help');
}

/** yargs drops what stands after `--`, and a lone `-`; either would silently scan another place than the one named. */
function splitAtDashes(argv: readonly string[]): { readonly words: string[]; readonly literal: readonly string[] } {
  const end = argv.indexOf('--');
  const words = argv.slice(0, end < 0 ? argv.length : end);
  const lone = words.findIndex((word, at) => word === '-' && !/^(?:--output|-\w*o)$/.test(words[at - 1] ?? ''));
  if (lone >= 0) throw new UsageError("'-' is no path; 'keysift stdin' scans what is piped in");
  return { words, literal: end < 0 ? [] : argv.slice(end + 1) };
}

/** What stands after `--` is a path, whatever it looks like. */
function withLiteral(order: Order, literal: readonly string[]): Order {
  if (literal.length === 0 || order.kind === 'help' || order.kind === 'cache') return order;
  if (order.kind === 'hook') return { ...order, rest: [...order.rest, ...literal] };
  if (order.request.scope === 'stdin') throw new UsageError("'keysift stdin' takes no paths");
  return { ...order, request: { ...order.request, paths: [...(order.request.paths ?? []), ...literal] } };
}

function commands(command: string, give: (order: Order) => void): Argv {
  const scanning = (scope: Scope) => (args: Record<string, unknown>) =>
    give({ kind: 'scan', request: requestOf(scope, args), view: viewOf(args) });
  const withPaths = (command: Argv) =>
    command
      .positional('paths', { type: 'string', array: true, describe: 'Repositories, files or folders' })
      .options(scanOptions);
  return yargs()
    .scriptName('keysift')
    .usage('keysift: finds leaked AWS credentials in git repositories\n\n$0 [command] [options]')
    .command(
      ['$0 [paths..]', 'scan [paths..]'],
      'Working tree, index and full history; plain files outside a repository',
      withPaths,
      scanning('scan'),
    )
    .command('history [paths..]', 'Every stored object of a repository', withPaths, scanning('history'))
    .command('staged [paths..]', 'Index entries that differ from HEAD', withPaths, scanning('staged'))
    .command(
      'range <revisions..>',
      'What these revisions add: A..B, A...B, REV ^OTHER',
      command => command.positional('revisions', { type: 'string', array: true }).options(scanOptions),
      scanning('range'),
    )
    .command('dir [paths..]', 'Files only, also inside a repository', withPaths, scanning('dir'))
    .command('stdin', 'What is piped in', command => command.options(scanOptions), scanning('stdin'))
    .command(
      'explain <fingerprint> [paths..]',
      'The whole story of one finding; scans again, or reads --from report.json',
      command =>
        command
          .positional('fingerprint', { type: 'string', demandOption: true, describe: 'Four digits of it or more' })
          .positional('paths', { type: 'string', array: true, describe: 'Repositories, files or folders' })
          .options(explainOptions)
          .option('from', { string: true, nargs: 1, describe: 'A JSON report to read instead of scanning again' }),
      args =>
        give({
          kind: 'explain',
          fingerprint: String(args.fingerprint),
          ...(typeof args.from === 'string' && { from: args.from }),
          request: requestOf('scan', args),
        }),
    )
    .command(
      'hook <action> [rest..]',
      'The pre-push hook: install, status, uninstall',
      command =>
        command
          .positional('action', { type: 'string', demandOption: true })
          .positional('rest', { type: 'string', array: true }),
      args => give({ kind: 'hook', action: String(args.action), rest: strings(args.rest) }),
    )
    .command(
      'cache <action>',
      'The cache of finished packs: clear, path',
      command => command.positional('action', { type: 'string', choices: ['clear', 'path'], demandOption: true }),
      args => give({ kind: 'cache', action: String(args.action) }),
    )
    .example(EXAMPLES.map(([left, right]) => [left, right] as [string, string]))
    .epilogue(
      'Exit status: 0 all read, nothing at or above --fail-on; 1 findings; 2 usage error, or anything in scope unread.',
    )
    .parserConfiguration(PARSING)
    .detectLocale(false)
    .version(false)
    .help()
    .alias('help', 'h')
    .strict()
    .exitProcess(false)
    .showHelpOnFail(false)
    .wrap(80)
    .fail((message, error) => {
      if (error instanceof UsageError) throw error;
      const text = oneLine(message ?? error.message);
      const lacks = text.startsWith('Not enough non-option') ? NEEDED[command] : undefined;
      throw new UsageError(`${lacks ?? text}; see keysift --help`);
    });
}

/** What to say if a command lacks its word; yargs counts words. */
const NEEDED: Readonly<Record<string, string>> = {
  range: 'range takes revisions, such as origin/main..HEAD',
  explain: 'explain takes the fingerprint of a finding, or its first digits',
  hook: 'hook takes install, status or uninstall',
  cache: 'cache takes clear or path',
};

function oneLine(text: string): string {
  return text
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
