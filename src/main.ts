/**
 * The command line as a table of contents: read arguments, scan, report, set the exit status. The status is 2 from the
 * start; 0 or 1 is set only after the reports are written and the receipt balances.
 */

import { fstatSync } from 'node:fs';
import { userCacheFolder } from './cache-folder.ts';
import type { Story } from './cli/explain.ts';
import type { View } from './cli/order.ts';
import { checkSecretsSink, sinksOf, writeReports } from './cli/output.ts';
import { readPlain } from './cli/plain.ts';
import { codeOf, explain as lineOf, UsageError } from './errors.ts';
import { clearCache } from './git/remembered.ts';
import { progressLine, wantsProgress } from './progress.ts';
import { scanWith } from './scan.ts';
import { type ScanRequest, settle } from './settings.ts';
import { stopOnSignal } from './signals.ts';
import { exitCodeOf } from './verdict.ts';

/** True once something failed that nothing waited for. */
let faulted = false;

export async function main(argv: readonly string[]): Promise<void> {
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
  try {
    const code = await carryOut(argv);
    // A scan that ended well says nothing about what broke beside it.
    process.exitCode = faulted && code < 2 ? 2 : code;
  } catch (error) {
    fault(error);
  }
}

async function carryOut(argv: readonly string[]): Promise<number> {
  const [first, second] = argv;
  // What git hands to a hook (a remote's name and URL) is no option, whatever it looks like; and a push should not wait.
  if (first === 'hook' && second === 'run') return (await import('./hook.ts')).runHook(argv.slice(1));
  const order = readPlain(argv) ?? (await (await import('./cli/arguments.ts')).readArguments(argv));
  switch (order.kind) {
    case 'help':
      process.stdout.write(order.text);
      return 0;
    case 'scan':
      return runScan(order.request, order.view);
    case 'explain':
      return runExplain(order.fingerprint, order.from, order.request);
    case 'hook':
      return (await import('./hook.ts')).runHook([order.action, ...order.rest]);
    case 'cache':
      return runCache(order.action);
    default:
      return order satisfies never;
  }
}

function runCache(action: string): number {
  const folder = userCacheFolder(process.env, process.platform);
  if (folder === undefined) throw new UsageError('there is no cache: neither XDG_CACHE_HOME nor a home folder is set');
  if (action === 'path') process.stdout.write(`${folder}\n`);
  else process.stdout.write(`${clearCache(folder)} entries removed from ${folder}\n`);
  return 0;
}

async function runScan(request: ScanRequest, view: View): Promise<number> {
  const sinks = sinksOf(view.formats, view.output);
  // Node gives an end at once instead of the error that reading a folder is.
  if (request.scope === 'stdin' && fstatSync(0).isDirectory()) {
    throw new UsageError("standard input is a folder; name it as a path: 'keysift dir PATH'");
  }
  if (view.showSecrets) checkSecretsSink(sinks, process.stdout.isTTY === true);
  const { result, settings, stop } = await scanAs(request, view.quiet);
  await writeReports(result, sinks, settings.cwd, sink => ({
    color: sink.file === undefined && wantsColor(view),
    showSecrets: view.showSecrets,
    width: 80,
    verbose: view.verbose,
    quiet: view.quiet,
    asOf: settings.now,
    paths: request.paths ?? [],
  }));
  if (!result.receipt.complete && sinks.every(sink => sink.format !== 'human' || sink.file !== undefined)) {
    process.stderr.write('keysift: the scan is incomplete; the report says what was not read\n');
  }
  return stop.exitCode() ?? exitCodeOf(result, settings.failOn, settings.failOnLocal);
}

/** The story is told though it be of an incomplete scan; but then it may not be the whole story, and the status says so. */
async function runExplain(fingerprint: string, from: string | undefined, request: ScanRequest): Promise<number> {
  const { storyIn, storyInReport } = await import('./cli/explain.ts');
  if (from !== undefined) return tell(await storyInReport(from, fingerprint));
  const { result, stop } = await scanAs(request, false);
  const status = tell(storyIn(result.findings, result.receipt.complete, fingerprint));
  return stop.exitCode() ?? status;
}

function tell(story: Story): number {
  process.stdout.write(story.text);
  if (story.complete) return 0;
  process.stderr.write('keysift: the scan was incomplete: what was not read may hold more of it\n');
  return 2;
}

/** Scans with what a person at a terminal has: a progress line, the cache, and signals that stop it. */
async function scanAs(request: ScanRequest, quiet: boolean) {
  const stop = stopOnSignal();
  const progress = !quiet && wantsProgress(process.stderr, process.env) ? progressLine(process.stderr) : undefined;
  const cacheFolder = userCacheFolder(process.env, process.platform);
  const settings = settle({
    ...request,
    signal: stop.signal,
    ...(progress && { onProgress: progress.update }),
    ...(request.scope === 'stdin' && { input: process.stdin }),
    ...(cacheFolder !== undefined && { cacheFolder }),
    // A hook of `git commit -a` stages into an index of its own. Any other scan must not follow that variable.
    ...(request.scope === 'staged' &&
      process.env.GIT_INDEX_FILE !== undefined && { indexFile: process.env.GIT_INDEX_FILE }),
  });
  const result = await scanWith(settings).finally(() => progress?.stop());
  return { result, settings, stop };
}

/** https://no-color.org and the FORCE_COLOR custom of Node; an option wins over both. */
function wantsColor(view: View): boolean {
  if (view.color !== undefined) return view.color;
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
  return process.stdout.isTTY === true && process.env.TERM !== 'dumb';
}

/** Every way to fail that is not a verdict: one line on stderr, status 2. A closed pipe has nobody left to tell. */
function fault(error: unknown): void {
  faulted = true;
  if (process.exitCode === undefined || process.exitCode === 0 || process.exitCode === 1) process.exitCode = 2;
  if (codeOf(error) === 'EPIPE') return;
  process.stderr.write(`keysift: ${lineOf(error)}\n`);
}
