/**
 * `keysift hook …`: the front end of the pre-push hook. People read stderr (git shows it) or stdout of the commands that they
 * type themselves; of `hook run`, stdout carries only the word that a push may go.
 */
import { explain, UsageError } from './errors.ts';
import { CHECKED } from './hooks/block.ts';
import { runningBundle } from './hooks/copy.ts';
import { installHook } from './hooks/install.ts';
import { judgePush } from './hooks/pre-push.ts';
import { parsePushLines } from './hooks/push-lines.ts';
import { removeHook } from './hooks/remove.ts';
import { logSkip } from './hooks/skip.ts';
import { hookStatus, shown } from './hooks/status.ts';
import { forTerminal } from './report/escape/terminal.ts';
import { scan } from './scan.ts';
import type { ScanRequest } from './settings.ts';
import { stopOnSignal } from './signals.ts';
import { VERSION } from './version.ts';

/** What a hook command has of the process that it runs in. */
export interface HookIo {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Buffer>;
  /** The absolute path of the running node. */
  readonly node: string;
  /** The folder of the bundled `cli.js` that is running. */
  readonly bundle: () => string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** The process's own. */
export function processIo(): HookIo {
  return {
    cwd: process.cwd(),
    env: process.env,
    stdin: process.stdin,
    node: process.execPath,
    bundle: () => runningBundle(import.meta.url),
    out: text => void process.stdout.write(text),
    err: text => void process.stderr.write(text),
  };
}

/**
 * Carries out `keysift hook ARGV…`.
 * @returns the exit status. Every failure is one line on stderr, and 2.
 */
export async function runHook(argv: readonly string[], io: HookIo = processIo()): Promise<number> {
  const [action, ...rest] = argv;
  try {
    if (action === 'run') return await runPrePush(rest, io);
    if (rest.length > 0) throw new UsageError(`keysift hook ${action} takes no more words`);
    if (action === 'install') return await install(io);
    if (action === 'status') return await status(io);
    if (action === 'uninstall') return await uninstall(io);
    throw new UsageError('keysift hook takes install, status or uninstall');
  } catch (error) {
    io.err(`keysift: ${explain(error)}\n`);
    return 2;
  }
}

async function install(io: HookIo): Promise<number> {
  const { place, placement, changed } = await installHook(io.cwd, io.bundle(), io.node);
  const how = {
    created: 'a new file',
    inserted: 'in front of the hook that was there',
    chained: 'the hook that was there runs after it',
  }[placement];
  io.out(`keysift ${VERSION} checks every push from this repository.\n`);
  io.out(`  ${forTerminal(shown(place.hook, place))}: ${changed ? how : 'was up to date'}\n`);
  if (place.husky) io.out('  husky starts it.\n');
  if (place.inWorkTree)
    io.out(
      '  It is a file of the working tree: commit it to share the check. Each clone then needs one `keysift hook install`.\n',
    );
  if (place.shared) io.out('  Other repositories use these hooks too: for them nothing changes.\n');
  io.out('  See `keysift hook status`; undo with `keysift hook uninstall`.\n');
  return 0;
}

async function status(io: HookIo): Promise<number> {
  const { state, place, copy, reasons } = await hookStatus(io.cwd);
  const version = copy.kind === 'absent' ? undefined : copy.installation?.version;
  io.out(`pre-push hook: ${state}\n`);
  for (const reason of reasons) io.out(`  ${forTerminal(reason)}\n`);
  io.out(
    `  git runs ${forTerminal(shown(place.entry, place))}${place.husky ? `, and husky ${shown(place.hook, place)}` : ''}\n`,
  );
  if (version !== undefined) {
    const whole = copy.kind === 'intact' ? 'intact' : 'damaged';
    const old = version === VERSION ? '' : `; this is ${VERSION}, \`keysift hook install\` brings it up to date`;
    io.out(`  it runs keysift ${forTerminal(version)}, ${whole}${old}\n`);
  }
  if (state !== 'in force') io.out('  repair: keysift hook install\n');
  return { 'in force': 0, off: 1, broken: 2 }[state];
}

async function uninstall(io: HookIo): Promise<number> {
  const changed = await removeHook(io.cwd);
  for (const hook of changed) io.out(`${forTerminal(hook)} is as it was before keysift.\n`);
  if (changed.length === 0) io.out('No hook here has lines of keysift.\n');
  return 0;
}

async function runPrePush(argv: readonly string[], io: HookIo): Promise<number> {
  const [hook, remote, url, ...more] = argv;
  if (hook !== 'pre-push' || remote === undefined || url === undefined || more.length > 0)
    throw new UsageError('keysift hook run pre-push REMOTE URL is for git, which pipes the refs of a push to it');
  if ('isTTY' in io.stdin && io.stdin.isTTY === true)
    throw new UsageError('git pipes the refs of a push to keysift hook run; nothing is piped here');
  const input = await readAll(io.stdin);
  const skip = io.env.KEYSIFT_SKIP ?? '';
  if (skip !== '' && skip !== '0') {
    io.err('keysift: KEYSIFT_SKIP is set: THIS PUSH IS NOT CHECKED FOR CREDENTIALS\n');
    const log = await logSkip(io.cwd, parsePushLines(input), Date.now());
    if (log !== undefined) io.err(`keysift: written down in ${forTerminal(log)}\n`);
    io.out(`${CHECKED}\n`);
    return 0;
  }
  const stop = stopOnSignal();
  const say = (line: string) => io.err(`${line}\n`);
  const scanUntil = (request: ScanRequest) => scan({ ...request, signal: stop.signal });
  const { status, lines } = await judgePush({ cwd: io.cwd, remote, url, input }, scanUntil, say);
  for (const line of lines) say(line);
  const stopped = stop.exitCode();
  if (stopped !== undefined) return stopped;
  if (status === 0) io.out(`${CHECKED}\n`);
  return status;
}

async function readAll(stdin: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stdin) pieces.push(piece);
  return Buffer.concat(pieces);
}
