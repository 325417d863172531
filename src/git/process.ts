/**
 * The only place that starts a process. Every git call is hardened, streamed, bounded in time and judged when it ends: exit
 * status, signal and stderr. It never runs a shell and never leaves a process behind.
 */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { GitError, Incomplete } from '../errors.ts';
import {
  type Hardening,
  hardenedEnvironment,
  hardenedFlags,
  userEnvironment,
  userEnvironmentInRepository,
} from './hardening.ts';
import { socketPair } from './socket-pair.ts';

export interface GitPlace extends Hardening {
  /** The folder git is started in. */
  readonly cwd: string;
}

export interface GitOptions {
  readonly signal?: AbortSignal;
  /** Bytes for git's stdin; or blocks of them, of which the next is taken once git's pipe has room for more. */
  readonly input?: string | Buffer | AsyncIterator<Buffer>;
  /** Where git's output may be put, if that can be had; `onOutput` then gets the part of it that was filled. */
  readonly room?: () => Buffer;
  /** Milliseconds without any output after which git is taken for hung and killed. */
  readonly stallMs?: number;
  /** Memory of git's own, in bytes, above which it is killed; only where the system tells it (Linux). */
  readonly mostMemory?: number;
  /** A hook's own index. */
  readonly indexFile?: string;
  /** Only for the action's fetch: variables that allow one protocol and carry its credentials. */
  readonly network?: Readonly<Record<string, string>>;
}

/** How a call ended. It was whole only if `problem` is undefined. */
export interface GitEnd {
  readonly problem: string | undefined;
  /** The exit status; undefined if a signal ended git. */
  readonly status: number | undefined;
  /** Lines of stderr that are no mere remark. */
  readonly complaints: readonly string[];
}

/** git was killed because it took more than `mostMemory`. */
export class OverMemory extends GitError {}

const STALL_MS = 300_000;
/** How long a process that git left behind may hold the output open. */
const ORPHAN_MS = 2_000;
const MOST_STDERR = 65_536;
const MOST_ANSWER = 256 * 1024 * 1024;
/** Lines of stderr that tell of no loss. Everything else is a failure, whatever the exit status says. */
const HARMLESS = /^(?:hint: |warning: redirecting to |\s*$)/;

const NO_BYTES = Buffer.alloc(0);

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) kill(child);
});

/**
 * Runs git and hands its output on piece by piece. Resolves when the process and its output are closed.
 * @param onOutput gets each piece; if it throws, git is killed and the error is passed on.
 * @throws GitError if git cannot be started, Incomplete if `signal` aborts.
 */
export function streamGit(
  place: GitPlace,
  args: readonly string[],
  onOutput: (piece: Buffer) => void,
  options: GitOptions = {},
): Promise<GitEnd> {
  return start(
    [...hardenedFlags(place), ...args],
    place.cwd,
    { ...hardenedEnvironment(place, options.indexFile), ...options.network },
    onOutput,
    options,
  );
}

/**
 * Runs git and returns its whole output.
 * @throws GitError if git fails, is killed, complains or answers with more than 256 MiB; Incomplete if `signal` aborts.
 */
export async function askGit(place: GitPlace, args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  const { output, end } = await collectGit(place, args, options);
  if (end.problem !== undefined) throw new GitError(`git ${subcommand(args)} failed`, end.problem);
  return output;
}

/**
 * Runs git and returns what it wrote and how it ended, for callers that can use a part of the output.
 * @throws GitError if git cannot be started or answers with more than 256 MiB, Incomplete if `signal` aborts.
 */
export function collectGit(
  place: GitPlace,
  args: readonly string[],
  options: GitOptions = {},
): Promise<{ output: Buffer; end: GitEnd }> {
  return collect(onOutput => streamGit(place, args, onOutput, options));
}

/**
 * Runs `git config` on the user's own settings: with the user's environment, outside every repository.
 * @returns stdout, empty if the setting is not there.
 */
export async function askUserConfig(args: readonly string[]): Promise<string> {
  const { output, end } = await collect(onOutput =>
    start(['config', ...args], '/', userEnvironment(), onOutput, { stallMs: 30_000 }),
  );
  // Status 1 without a word is git's way to say that no such setting exists.
  if (end.status === 1 && end.complaints.length === 0) return '';
  if (end.problem !== undefined) throw new GitError('your own git configuration cannot be read', end.problem);
  return output.toString();
}

/**
 * Asks git, in a repository and with the user's own configuration, what it will do there: where its hooks are, what a
 * remote's URL is. Only for `rev-parse`, `config --get…` and `ls-remote --get-url`, which start no program of the repository.
 * @returns stdout; undefined if git answers with exit status 1 and no complaint, its way to say that there is none.
 * @throws GitError if git fails in any other way.
 */
export async function askGitAsUser(cwd: string, args: readonly string[]): Promise<Buffer | undefined> {
  const { output, end } = await collect(onOutput =>
    start(args, cwd, userEnvironmentInRepository(), onOutput, { stallMs: 30_000 }),
  );
  if (end.status === 1 && end.complaints.length === 0) return undefined;
  if (end.problem !== undefined) throw new GitError(`git ${args[0]} failed`, end.problem);
  return output;
}

async function collect(run: (onOutput: (piece: Buffer) => void) => Promise<GitEnd>) {
  const pieces: Buffer[] = [];
  let length = 0;
  const end = await run(piece => {
    length += piece.length;
    if (length > MOST_ANSWER) throw new GitError('git answered with more than 256 MiB');
    pieces.push(piece);
  });
  return { output: Buffer.concat(pieces), end };
}

async function start(
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
  onOutput: (piece: Buffer) => void,
  options: GitOptions,
): Promise<GitEnd> {
  const { signal, input, stallMs = STALL_MS, room } = options;
  let piece: Buffer = NO_BYTES;
  let take = (_: Buffer) => {};
  const nextRoom = () => {
    piece = room?.() ?? NO_BYTES;
    return piece;
  };
  const pair = room && (await socketPair(nextRoom, count => take(piece.subarray(0, count))));
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      pair?.near.destroy();
      pair?.far.destroy();
      return reject(stopped(signal));
    }
    // A group of its own (detached), so that whatever git starts is killed with it.
    const stdio: StdioOptions = [input === undefined ? 'ignore' : 'pipe', pair?.far ?? 'pipe', 'pipe'];
    const child = spawn('git', args, { cwd, env, detached: true, windowsHide: true, stdio });
    pair?.far.destroy();
    const stdout = pair?.near ?? child.stdout!;
    const stderr = child.stderr!;
    running.add(child);
    let failure: Error | undefined;
    let words = '';
    let lastSign = Date.now();
    let exited = false;
    const give = (error: Error) => {
      failure ??= error;
      kill(child);
    };
    const onAbort = () => signal && give(stopped(signal));
    signal?.addEventListener('abort', onAbort, { once: true });
    const watch = setInterval(
      () => {
        if (options.mostMemory !== undefined && privateBytes(child.pid) > options.mostMemory) {
          give(new OverMemory(`git ${subcommand(args)} takes more than ${options.mostMemory >> 20} MiB of memory`));
        }
        const silence = Date.now() - lastSign;
        if (silence > stallMs)
          give(new Incomplete(`git ${subcommand(args)} gave no sign for ${stallMs / 1000} s`, 'timeout'));
        else if (exited && silence > ORPHAN_MS) {
          give(new GitError(`git ${subcommand(args)} left a process behind that kept its output open`));
          stdout.destroy();
          stderr.destroy();
        }
      },
      options.mostMemory === undefined ? 250 : 50,
    );

    take = bytes => {
      lastSign = Date.now();
      if (failure) return;
      try {
        onOutput(bytes);
      } catch (error) {
        give(error instanceof Error ? error : new Error(String(error)));
      }
      lastSign = Date.now();
    };
    if (!pair) stdout.on('data', take);
    stderr.on('data', (bytes: Buffer) => {
      lastSign = Date.now();
      if (words.length < MOST_STDERR) words += bytes.toString('latin1');
    });
    if (input !== undefined && child.stdin !== null) hand(child.stdin, input);
    child.once('exit', () => {
      exited = true;
      lastSign = Date.now();
    });
    const finish = () => {
      clearInterval(watch);
      signal?.removeEventListener('abort', onAbort);
      running.delete(child);
    };
    child.once('error', error => {
      finish();
      pair?.near.destroy();
      reject(cannotStart(error));
    });
    const outputClosed = new Promise<void>(closed => {
      if (!pair) return closed();
      pair.near.on('error', error => give(new GitError('the output of git cannot be read', error.message)));
      pair.near.once('close', () => closed());
    });
    child.once('close', async (status, signalName) => {
      await outputClosed;
      finish();
      if (failure) reject(failure);
      else resolve(judge(status, signalName, words));
    });
  });
}

/** Gives a process what it reads. If it dies early its pipe breaks; its exit status tells that better than the pipe does. */
function hand(stdin: Writable, input: NonNullable<GitOptions['input']>): void {
  stdin.on('error', () => {});
  if (typeof input === 'string' || Buffer.isBuffer(input)) stdin.end(input);
  else void feed(stdin, input);
}

async function feed(stdin: Writable, blocks: AsyncIterator<Buffer>): Promise<void> {
  while (!stdin.destroyed) {
    const { value, done } = await blocks.next();
    if (done) {
      stdin.end();
      return;
    }
    // If git dies there is room no more: then this waits, and nobody waits for it.
    if (!stdin.write(value)) await new Promise(resolve => stdin.once('drain', resolve));
  }
}

function judge(status: number | null, signalName: NodeJS.Signals | null, stderr: string): GitEnd {
  const complaints = stderr.split('\n').filter(line => !HARMLESS.test(line));
  const words = complaints.slice(0, 4).join('; ').slice(0, 500);
  const how = signalName ? `killed by ${signalName}` : status === 0 ? undefined : `exit status ${status}`;
  const problem = how === undefined ? words || undefined : words ? `${how}: ${words}` : how;
  return { problem, status: status ?? undefined, complaints };
}

function stopped(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  if (reason instanceof Incomplete || reason instanceof GitError) return reason;
  return new Incomplete('the scan was stopped before it was done', 'timeout');
}

function cannotStart(error: Error): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new GitError('git was not found: install git 2.30 or newer and put it on PATH');
  return new GitError('git could not be started', String(code ?? error.name));
}

/** The command of git among its arguments. */
export function subcommand(args: readonly string[]): string {
  return args.find((arg, at) => !arg.startsWith('-') && args[at - 1] !== '-c') ?? '';
}

/** Bytes that a process has for itself alone: mapped packs are not counted. 0 where the system does not tell. */
function privateBytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/^RssAnon:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0; // No such system, or the process has just ended.
  }
}

/** Kills the process and all that it started. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It has ended already; 'close' says how.
  }
}
