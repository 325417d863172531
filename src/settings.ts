/**
 * What was asked for (a request, as typed) becomes what it means (frozen settings). Nothing after this file reads argv,
 * environment or options again.
 */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { SEVERITIES } from './detect/grade/severities.ts';
import { UsageError } from './errors.ts';
import type { Severity, UnreadClass } from './model.ts';

export type Scope = 'scan' | 'history' | 'staged' | 'range' | 'dir' | 'stdin';
export type FailOn = Severity | 'none';
export type ReaderChoice = 'auto' | 'git' | 'pack';

/** A scan as a front end or a program asks for it. Everything but the scope has a default. */
export interface ScanRequest {
  /** `scan`: working tree, index and history of a repository, or plain files outside one. Default `scan`. */
  readonly scope?: Scope;
  /** Where relative paths start and a repository is looked for. Default: the process's own. */
  readonly cwd?: string;
  readonly paths?: readonly string[];
  /** For `range`: `A..B`, `A...B`, `REV`, `^REV`, as a person types them. */
  readonly revisions?: readonly string[];
  /** For `range`, instead of revisions: full object ids; everything in `wants` that is not in `haves`. */
  readonly objects?: { readonly wants: readonly string[]; readonly haves: readonly string[] };
  /** For `stdin`: the bytes. */
  readonly input?: AsyncIterable<Buffer>;
  readonly failOn?: string;
  readonly failOnLocal?: boolean;
  /** The moment that decides what has expired: ISO 8601, or milliseconds. Default: now. */
  readonly asOf?: string | number;
  /** Only history since this date or revision. */
  readonly since?: string;
  readonly jobs?: number;
  /** Seconds after which the scan stops and is incomplete. 0 or absent: no limit. */
  readonly timeout?: number;
  /** Files and blobs above it are skipped by policy: bytes, or `10MB`, `1GiB`. */
  readonly maxFileSize?: string | number;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly acceptUnread?: readonly string[];
  /** Also files that git ignores. */
  readonly ignored?: boolean;
  readonly reader?: string;
  readonly cache?: boolean;
  /** Where finished packs are remembered, if they are; without it nothing is. */
  readonly cacheFolder?: string;
  /** The index to read for `staged`, where a hook's `GIT_INDEX_FILE` names another than the repository's own. */
  readonly indexFile?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** How far a scan is. `expected` is 0 while it is not known. */
export interface Progress {
  readonly stage: 'files' | 'index' | 'history' | 'attribution';
  readonly done: number;
  readonly expected: number;
}

export interface Settings {
  readonly scope: Scope;
  readonly cwd: string;
  /** Absolute. Empty: the folder that `cwd` is in. */
  readonly paths: readonly string[];
  readonly revisions: readonly string[];
  readonly objects: { readonly wants: readonly string[]; readonly haves: readonly string[] } | undefined;
  readonly input: AsyncIterable<Buffer> | undefined;
  readonly failOn: FailOn;
  readonly failOnLocal: boolean;
  readonly now: number;
  readonly since: string | undefined;
  readonly jobs: number;
  readonly timeoutMs: number;
  readonly maxFileBytes: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly acceptUnread: ReadonlySet<UnreadClass>;
  readonly ignored: boolean;
  readonly reader: ReaderChoice;
  /** Where finished packs are remembered; undefined if they are not. */
  readonly cacheFolder: string | undefined;
  readonly indexFile: string | undefined;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

const READERS: readonly ReaderChoice[] = ['auto', 'git', 'pack'];
export const UNREAD_CLASSES: readonly UnreadClass[] = [
  'shallow',
  'missing',
  'archive-bound',
  'candidate-bound',
  'unreadable',
  'damaged',
  'special-file',
  'submodule',
  'lfs',
  'timeout',
  'git',
];

/**
 * The settings that a request stands for.
 * @throws UsageError if a value of it means nothing.
 */
export function settle(request: ScanRequest): Settings {
  const cwd = resolve(request.cwd ?? '.');
  const timeoutMs = positive('--timeout', request.timeout ?? 0) * 1000;
  return Object.freeze({
    scope: request.scope ?? 'scan',
    cwd,
    paths: (request.paths ?? []).map(path => resolve(cwd, named(path))),
    revisions: request.revisions ?? [],
    objects: request.objects,
    input: request.input,
    failOn: oneOf('--fail-on', request.failOn ?? 'medium', [...SEVERITIES, 'none'] as const),
    failOnLocal: request.failOnLocal ?? false,
    now: request.asOf === undefined ? Date.now() : instant('--as-of', request.asOf),
    since: request.since === undefined ? undefined : realDay('--since', request.since),
    jobs: threads(request.jobs ?? availableParallelism()),
    timeoutMs,
    maxFileBytes: request.maxFileSize === undefined ? Number.POSITIVE_INFINITY : byteCount(request.maxFileSize),
    include: (request.include ?? []).map(glob => globOf('--include', glob)),
    exclude: (request.exclude ?? []).map(glob => globOf('--exclude', glob)),
    acceptUnread: new Set(
      (request.acceptUnread ?? [])
        .flatMap(text => text.split(','))
        .filter(text => text !== '')
        .map(acceptable),
    ),
    ignored: request.ignored ?? false,
    reader: oneOf('--reader', request.reader ?? 'auto', READERS),
    cacheFolder: (request.cache ?? true) ? request.cacheFolder : undefined,
    indexFile: request.indexFile,
    signal: stopAfter(timeoutMs, request.signal),
    onProgress: request.onProgress ?? (() => undefined),
  });
}

/**
 * Aborts after `timeoutMs` (0: never), or when `asked` does. Not `AbortSignal.any` and `AbortSignal.timeout`: in Node 20
 * garbage collection takes the one that waits in the other, and no limit is kept (nodejs/node issues 57736, 65995).
 */
function stopAfter(timeoutMs: number, asked: AbortSignal | undefined): AbortSignal {
  const controller = new AbortController();
  const follow = () => controller.abort(asked?.reason);
  if (asked?.aborted) follow();
  else asked?.addEventListener('abort', follow, { once: true });
  if (timeoutMs > 0) {
    const expire = () => controller.abort(new DOMException('the time limit was reached', 'TimeoutError'));
    setTimeout(expire, timeoutMs).unref();
  }
  return controller.signal;
}

function acceptable(text: string): UnreadClass {
  return oneOf('--accept-unread', text.trim(), UNREAD_CLASSES);
}

function oneOf<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find(one => one === text);
  if (found === undefined) throw new UsageError(`${option} takes one of ${known.join(', ')}; not '${plain(text)}'`);
  return found;
}

function positive(option: string, value: number): number {
  if (!Number.isFinite(value) || value < 0) throw new UsageError(`${option} takes a number that is not negative`);
  return value;
}

/** An empty path would stand for the current folder: more likely a variable that is not set. */
function named(path: string): string {
  if (path === '') throw new UsageError("a path is empty; '.' is the current folder");
  return path;
}

/** An empty glob means nothing: more likely a variable that is not set. */
function globOf(option: string, glob: string): string {
  if (glob === '') throw new UsageError(`${option} takes a glob such as 'src/**', and got nothing`);
  return glob;
}

function threads(value: number): number {
  if (!Number.isInteger(value) || value < 1) throw new UsageError('--jobs takes a whole number from 1 on');
  return value;
}

function instant(option: string, value: string | number): number {
  const isDate = typeof value === 'number' || /^\d{4}(?:-\d\d){0,2}(?:$|[T ])/.test(value);
  const time = typeof value === 'number' ? value : Date.parse(realDay(option, value));
  if (!isDate || Number.isNaN(time))
    throw new UsageError(`${option} takes a date such as 2026-11-22 or 2026-11-22T10:00:00Z`);
  return time;
}

/** Refuses the 31st of February, which `Date.parse` takes for a day of March. What is no date passes. */
function realDay(option: string, text: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T ])/.exec(text) ?? [];
  const real = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (day !== undefined && real.getUTCDate() !== Number(day))
    throw new UsageError(`${option} takes a date, and there is no ${year}-${month}-${day}`);
  return text;
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
};

function byteCount(size: string | number): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]i?)?b?$/i.exec(String(size).trim());
  const unit = UNITS[(match?.[2] ?? '').toLowerCase()];
  if (!match || unit === undefined)
    throw new UsageError('--max-file-size takes bytes, or a size such as 500KB, 10MB, 1GiB');
  return Math.floor(Number(match[1]) * unit);
}

/** What a person typed, fit to be quoted back on one line. */
function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}
