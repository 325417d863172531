/** Repositories of many files, commits, refs or keys, made by `git fast-import`, and a scan of them whose memory is measured. */
import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, makeRepo, type TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';
import { BIN } from './keysift.ts';

/** A commit on main of `files`, as fast-import reads it. */
function commit(number: number, files: readonly (readonly [string, string])[]): string {
  const changes = files.map(([path, text]) => `M 100644 inline ${path}\ndata ${text.length}\n${text}\n`);
  const at = 1_600_000_000 + number * 60;
  return `commit refs/heads/main\ncommitter C <c@example.invalid> ${at} +0000\ndata 1\nx\n${changes.join('')}\n`;
}

function imported(stream: Iterable<string>): TestRepo {
  const repo = makeRepo();
  repo.gitWith({ input: [...stream].join('') }, '-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet');
  return repo;
}

/** One commit of `count` files of a kilobyte, checked out; every 1,000th holds a key. */
export function manyFiles(count: number): TestRepo {
  const text = (at: number) =>
    (at % 1000 === 0 ? `key = ${key(at)}\n` : `file ${at}\n`).padEnd(1024, 'text of no kind\n');
  const files = Array.from({ length: count }, (_, at) => [`d${at % 97}/e${at % 31}/f${at}`, text(at)] as const);
  const repo = imported([commit(0, files)]);
  repo.git('reset', '-q', '--hard', 'main');
  return repo;
}

/** `count` commits of one line each in one of 50 files; every 1,000th brings a key, which the next that edits the file takes out. */
export function manyCommits(count: number): TestRepo {
  const line = (at: number) => (at % 1000 === 0 ? key(at) : `${at}`);
  return imported(Array.from({ length: count }, (_, at) => commit(at, [[`d/${at % 50}`, `value = ${line(at)}\n`]])));
}

/** One commit with a key that `count` branches and tags name. */
export function manyRefs(count: number): TestRepo {
  const repo = imported([commit(0, [['a', key(0)]])]);
  const oid = repo.git('rev-parse', 'main');
  const names = Array.from(
    { length: count },
    (_, at) => `refs/${at % 2 ? 'heads' : 'tags'}/b${at % 100}/r${at}`,
  ).sort();
  const header = '# pack-refs with: peeled fully-peeled sorted \n';
  writeFileSync(join(repo.dir, '.git/packed-refs'), `${header}${names.map(name => `${oid} ${name}\n`).join('')}`);
  return repo;
}

/** `count` keys in 100 files. */
export function manyKeys(count: number): TestRepo {
  const lines = Array.from({ length: count }, (_, at) => `key_${at} = ${key(at)}\n`);
  const share = Math.ceil(count / 100);
  const files = Array.from(
    { length: 100 },
    (_, at) => [`f${at}`, lines.slice(at * share, (at + 1) * share).join('')] as const,
  );
  const repo = imported([commit(0, files)]);
  repo.git('reset', '-q', '--hard', 'main');
  return repo;
}

/**
 * Two files of `bytes` bytes each, one all zeros and one of a single line, with a key at its end; committed and checked out.
 * git stores them as it does large files, by themselves.
 */
export function manyBytes(bytes: number): TestRepo {
  const repo = makeRepo();
  truncateSync(join(repo.write('zeros', '').dir, 'zeros'), bytes);
  appendFileSync(join(repo.dir, 'zeros'), ` ${key(0)}\n`);
  const piece = Buffer.alloc(1 << 20, 'one, two, three and so on; ');
  for (let at = 0; at < bytes; at += piece.length) appendFileSync(join(repo.dir, 'line'), piece);
  appendFileSync(join(repo.dir, 'line'), ` ${key(1)} `);
  repo.git('config', 'core.bigFileThreshold', '1m');
  repo.commit('large');
  return repo;
}

export interface Load {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  // biome-ignore lint/suspicious/noExplicitAny: the report's shape is what tests assert.
  readonly report: any;
  readonly stderr: string;
  /** Peak of resident memory, threads included, in MiB; NaN if the process could not tell it any more. */
  readonly peak: number;
  readonly seconds: number;
}

/** Scans `repo` with at most 128 files open at a time, and measures. `flags` are for node. */
export async function scanUnderLoad(
  repo: TestRepo,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<Load> {
  const folder = makeFolder('keysift-load');
  const [out, peak] = [join(folder, 'out.json'), join(folder, 'peak')];
  const measure = `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)));`;
  const preload = `data:text/javascript,${encodeURIComponent(measure)}`;
  const script = 'ulimit -n 128; exec "$@"';
  const command = [process.execPath, ...flags, '--import', preload, BIN, ...args, '--format', 'json', '--output', out];
  const started = performance.now();
  const child = spawn('sh', ['-c', script, 'sh', ...command], {
    cwd: repo.dir,
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', piece => {
    stderr += piece;
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...end) => resolve(end));
  });
  return {
    code,
    signal,
    stderr,
    report: JSON.parse(readOr(out, 'null')),
    peak: Number(readOr(peak, 'NaN')) / 1024,
    seconds: (performance.now() - started) / 1000,
  };
}

/** What a process that ended badly did not write. */
function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
