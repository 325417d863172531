/**
 * Has repositories read by packs and by git and compares the two reports in full: findings, sightings, receipts, but for
 * the time and the number of objects that each reader took. Says where they differ and exits 1 if they do. Run:
 *   node bench/run.mjs equality REPO… [--cli dist/cli.js]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

interface Report {
  readonly findings: readonly { readonly sightings: readonly unknown[] }[];
  readonly receipt: Record<string, unknown> & { readonly complete: boolean; readonly objects: { expected: number } };
}

const MOST_SHOWN = 20;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cli: { type: 'string', default: process.env.KEYSIFT_CLI ?? 'dist/cli.js' } },
});
if (positionals.length === 0) throw new Error('give at least one repository');
const folder = mkdtempSync(join(tmpdir(), 'keysift-equality-'));
try {
  // One moment for all: what has expired depends on it.
  const now = new Date().toISOString();
  for (const repo of positionals) {
    const [byPack, byGit] = ['pack', 'git'].map(reader => reportOf(repo, reader, now)) as [Report, Report];
    const found = [...differences(byPack, byGit, '')];
    const sightings = byPack.findings.reduce((sum, one) => sum + one.sightings.length, 0);
    const { objects, complete } = byPack.receipt;
    console.log(
      `${repo}: ${found.length === 0 ? 'equal' : `${found.length} differences`}; ${objects.expected} objects, ` +
        `${byPack.findings.length} findings, ${sightings} sightings${complete ? '' : ', incomplete'}`,
    );
    for (const one of found.slice(0, MOST_SHOWN)) console.log(`  ${one}`);
    if (found.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function reportOf(repo: string, reader: string, now: string): Report {
  const file = join(folder, 'report.json');
  const args = ['history', repo, '--reader', reader, '--no-cache', '--fail-on', 'none', '--as-of', now, '--quiet'];
  const command = [values.cli, ...args, '--format', 'json', '--output', file];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1 << 28 });
  // 2: something was unread, which both readers must say.
  if (status !== 0 && status !== 2) throw new Error(`keysift exited with ${status}: ${stderr}`);
  const report: Report = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(file);
  const { seconds: _, readers: __, ...receipt } = report.receipt;
  return { ...report, receipt };
}

/** Where two values differ. Reports are masked, so nothing here is a secret. */
function* differences(one: unknown, other: unknown, at: string): Generator<string> {
  if (isObject(one) && isObject(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      yield* differences(one[key], other[key], `${at}/${key}`);
    }
  } else if (one !== other) {
    yield `${at}: ${JSON.stringify(one)?.slice(0, 200)} by packs, ${JSON.stringify(other)?.slice(0, 200)} by git`;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
