/**
 * Times full history, all in one run and interleaved: git's own floors, the inflate floor, keysift by packs and by git, its
 * readers alone, and every peer on the PATH. Wall and processor seconds are the best of the rounds; on a shared machine
 * compare the latter. Prints a table in Markdown. Run:
 *   node bench/run.mjs history REPO… [--rounds 3] [--only NAME,…] [--cli dist/cli.js]…
 * `cat-file` throws its output away, which costs nothing; whoever reads objects through git reads them through a pipe, as the
 * second row does. `--only` takes parts of the names in the table. `--cli` may be given again, to compare two builds.
 */
import { execFileSync } from 'node:child_process';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inflateBlobs } from './floor.ts';
import { best, type Measured, measure } from './measure.ts';
import { peersHere } from './peers.ts';
import { readAlone } from './reader.ts';

interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  readonly good: readonly number[];
}

const UNIT = 'git cat-file --batch';
const [part, ...given] = process.argv.slice(2);
if (part === '--floor') await inflateBlobs(given[0]!);
else if (part === '--reader') await readAlone(given[1]!, given[0]!);
else await compare();

async function compare(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      cli: { type: 'string', multiple: true, default: [process.env.KEYSIFT_CLI ?? 'dist/cli.js'] },
    },
  });
  if (positionals.length === 0) throw new Error('give at least one repository');
  const only = values.only.split(',');
  console.log('| repository | what | wall s | / cat-file | processor s | / cat-file | peak MB |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const repo of positionals.map(one => resolve(one))) {
    const all = contenders(
      repo,
      values.cli.map(one => resolve(one)),
    );
    const chosen = all.filter(({ name }) => only.some(one => name.includes(one)));
    warm(repo);
    const results = new Map<string, Measured>();
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const { name, command } of chosen) results.set(name, best(results.get(name), await measure(command)));
    }
    for (const one of chosen) printRow(repo, one, results.get(one.name)!, results.get(UNIT));
  }
}

function contenders(repo: string, clis: readonly string[]): Contender[] {
  const git = (...args: string[]) => ['git', '-C', repo, ...args];
  const bench = (...args: string[]) => [process.execPath, process.argv[1]!, ...args, repo];
  const catFile = git('cat-file', '--batch-all-objects', '--unordered', '--batch', '--buffer');
  const made: [string, readonly string[]][] = [
    [UNIT, catFile],
    [`${UNIT}, through a pipe`, ['bash', '-c', '"$@" | cat', 'bash', ...catFile]],
    ['git rev-list --objects', git('rev-list', '--objects', '--all', '--missing=print')],
    ['inflate floor (blobs, 1 thread)', bench('--floor')],
  ];
  for (const [nth, cli] of clis.entries()) {
    const history = [process.execPath, cli, 'history', repo, '--no-cache', '--fail-on', 'none', '--quiet'];
    const build = nth === 0 ? 'keysift' : `keysift ${nth + 1}`;
    made.push(
      [build, [...history, '--reader', 'pack']],
      [`${build} --jobs 1`, [...history, '--reader', 'pack', '--jobs', '1']],
      [`${build} --reader git`, [...history, '--reader', 'git']],
    );
  }
  made.push(['pack reader alone', bench('--reader', 'pack')], ['git reader alone', bench('--reader', 'git')]);
  return [
    ...made.map(([name, command]) => ({ name, command, good: [0] })),
    ...peersHere().map(({ name, command, good }) => ({ name, command: command(repo), good })),
  ];
}

function printRow(repo: string, { name, good }: Contender, result: Measured, unit: Measured | undefined): void {
  const { wall, processor, memory, status } = result;
  const ratio = (value: number, of: number | undefined) => (of === undefined ? '' : (value / of).toFixed(2));
  const failed = good.includes(status) ? '' : ` (exit ${status})`;
  const seconds = [wall.toFixed(2), ratio(wall, unit?.wall), processor.toFixed(2), ratio(processor, unit?.processor)];
  console.log(`| ${[nameOf(repo), name + failed, ...seconds, memory?.toFixed(0) ?? ''].join(' | ')} |`);
}

function nameOf(repo: string): string {
  return /^(repo|\.git)$/.test(basename(repo)) ? basename(dirname(repo)) : basename(repo);
}

/** Has the packs in the page cache, so that the first contender does not pay for the disk. */
function warm(repo: string): void {
  const folder = execFileSync('git', ['-C', repo, 'rev-parse', '--git-path', 'objects/pack'], {
    encoding: 'utf8',
  }).trim();
  execFileSync('bash', ['-c', 'cat "$1"/*.pack >/dev/null || true', 'bash', resolve(repo, folder)], {
    stdio: 'ignore',
  });
}
