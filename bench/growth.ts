/**
 * How time and memory grow: histories of N and of 4N commits, then many loose objects, many packs and one huge blob. The
 * goal is that four times the history takes at most 4.5 times as long, what one commit takes left out of both. The
 * repositories are made, the same every time, in the system's temporary folder, and removed; that takes some minutes. Run:
 *   node bench/run.mjs growth [--commits 10000] [--rounds 3] [--only history,loose,packs,blob] [--cli dist/cli.js]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { best, type Measured, measure } from './measure.ts';
import { blob, history, loose, packs } from './shapes.ts';

const GROWTH = 4;
const { values } = parseArgs({
  options: {
    commits: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: 'history,loose,packs,blob' },
    cli: { type: 'string', default: process.env.KEYSIFT_CLI ?? 'dist/cli.js' },
  },
});
const commits = Number(values.commits);
const shapes: Record<string, readonly [string, (repo: string) => Promise<void>][]> = {
  history: [
    ['1 commit', repo => history(repo, 1)],
    [`${commits} commits`, repo => history(repo, commits)],
    [`${commits * GROWTH} commits`, repo => history(repo, commits * GROWTH)],
  ],
  loose: [['200,000 loose objects', repo => loose(repo, 200_000)]],
  packs: [['1,000 packs', repo => packs(repo, 1000)]],
  blob: [['one blob of 1 GB', repo => blob(repo, 1e9)]],
};
console.log('| repository | wall s | processor s | peak MB |');
console.log('| --- | --- | --- | --- |');
for (const name of values.only.split(',')) await run(shapes[name] ?? []);

/** Makes the repositories of one shape, measures them interleaved, and says how the third compares with the second. */
async function run(made: readonly (readonly [string, (repo: string) => Promise<void>])[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keysift-growth-'));
  try {
    for (const [name, make] of made) await make(join(folder, name));
    const results = new Map<string, Measured>();
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const [name] of made) results.set(name, best(results.get(name), await scan(join(folder, name))));
    }
    for (const [name, { wall, processor, memory, status }] of results) {
      const failed = status === 0 ? '' : ` (exit ${status})`;
      console.log(`| ${name}${failed} | ${wall.toFixed(2)} | ${processor.toFixed(2)} | ${memory?.toFixed(0) ?? ''} |`);
    }
    const [one, small, large] = [...results.values()];
    if (one === undefined || small === undefined || large === undefined) return;
    const ratio = (of: 'wall' | 'processor') => ((large[of] - one[of]) / (small[of] - one[of])).toFixed(2);
    console.log(`| ratio beyond one commit (goal: at most 4.5) | ${ratio('wall')} | ${ratio('processor')} | |`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function scan(repo: string): Promise<Measured> {
  const cli = resolve(values.cli);
  return measure([process.execPath, cli, 'history', repo, '--no-cache', '--fail-on', 'none', '--quiet']);
}
