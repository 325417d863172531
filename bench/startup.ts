/**
 * Start-up: `keysift --version`, a scan of a repository of three commits and the hook of a push from it, against `node -e 0`;
 * and of each repository named, against `git cat-file`. All in one run, interleaved. Run:
 *   node bench/run.mjs startup [REPOSITORY.git…]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Measured, measure } from './measure.ts';

const ROUNDS = 20;
const cli = process.env.KEYSIFT_CLI ?? 'dist/cli.js';
const folder = mkdtempSync(join(tmpdir(), 'keysift-startup-'));

/** A repository of three commits, and git's line of a push that would publish them. */
function smallRepository(): { readonly small: string; readonly line: string } {
  const small = join(folder, 'small');
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: small, encoding: 'utf8' });
  execFileSync('git', ['init', '-q', small]);
  for (const name of ['a', 'b', 'c']) {
    writeFileSync(join(small, name), `${name}\n`);
    git('add', name);
    git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-q', '-m', name);
  }
  const oid = git('rev-parse', 'HEAD').trim();
  return { small, line: `refs/heads/a ${oid} refs/heads/a ${'0'.repeat(oid.length)}` };
}

function commands(): Map<string, readonly string[]> {
  const { small, line } = smallRepository();
  const keysift = (...args: readonly string[]) => [process.execPath, cli, ...args];
  const hook = `cd "$1" && echo "$2" | "$3" "$4" hook run pre-push /nowhere /nowhere`;
  return new Map([
    ['node -e 0', [process.execPath, '-e', '0']],
    ['keysift --version', keysift('--version')],
    ['keysift --help', keysift('--help')],
    ['keysift, 3 commits', keysift('--no-cache', small)],
    ['keysift hook run, 3 commits', ['bash', '-c', hook, 'bash', small, line, process.execPath, cli]],
    ...process.argv.slice(2).flatMap((repository): [string, readonly string[]][] => {
      const all = ['cat-file', '--batch-all-objects', '--unordered', '--batch', '--buffer'];
      return [
        [`git cat-file, ${basename(repository)}`, ['git', '-C', repository, ...all]],
        [`keysift, ${basename(repository)}`, keysift('--no-cache', repository)],
        [`keysift --jobs 1, ${basename(repository)}`, keysift('--no-cache', '--jobs', '1', repository)],
      ];
    }),
  ]);
}

try {
  const measured = new Map<string, Measured[]>();
  const all = commands();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, command] of all) measured.set(name, [...(measured.get(name) ?? []), await measure(command)]);
  }
  console.log(`milliseconds, best and median of ${ROUNDS}`.padEnd(44), 'wall'.padStart(13), 'processor'.padStart(13));
  for (const [name, runs] of measured) {
    const statuses = [...new Set(runs.map(run => run.status))].filter(status => status !== 0);
    const label = statuses.length === 0 ? name : `${name} (exit ${statuses.join(', ')})`;
    console.log(label.padEnd(44), spread(runs.map(run => run.wall)), spread(runs.map(run => run.processor)));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function spread(seconds: readonly number[]): string {
  const sorted = seconds.toSorted((a, b) => a - b);
  const [best = 0, median = 0] = [sorted[0], sorted[Math.floor(sorted.length / 2)]];
  return `${Math.round(best * 1000)} ${Math.round(median * 1000)}`.padStart(13);
}
