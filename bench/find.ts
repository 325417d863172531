/**
 * Times the finder alone, one thread, on the blobs of a repository (or on the files of a folder): once whole, once in zones
 * of 500 bytes as the history scan calls it. Run: `npx rolldown bench/find.ts --platform node -o /tmp/find.mjs && node /tmp/find.mjs PATH [MB]`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCandidates } from '../src/detect/find.ts';

const [path = '.', megabytes = '120'] = process.argv.slice(2);
const most = Number(megabytes) * 1e6;
const RUNS = 5;
const ZONE = 500;

const blobs = isRepository(path) ? blobsOf(path) : filesOf(path);
const total = blobs.reduce((sum, blob) => sum + blob.length, 0);
let found = 0;
const whole = median(() => {
  found = 0;
  for (const blob of blobs) found += findCandidates(blob).length;
});
const zones = median(() => {
  for (const blob of blobs)
    for (let at = 0; at < blob.length; at += 8 * ZONE) findCandidates(blob, at, Math.min(blob.length, at + ZONE));
});
const zoneCount = blobs.reduce((sum, blob) => sum + Math.ceil(blob.length / (8 * ZONE)), 0);
process.stdout.write(
  `${path}: ${blobs.length} blobs, ${(total / 1e6).toFixed(0)} MB, ${found} candidates\n` +
    `whole ${(total / 1e6 / whole).toFixed(0)} MB/s; zones of ${ZONE}: ${((zones / zoneCount) * 1e9).toFixed(0)} ns each, ` +
    `${((zoneCount * ZONE) / 1e6 / zones).toFixed(0)} MB/s of zone\n`,
);

/** Seconds of processor time: what else runs on the machine does not count. */
function median(work: () => void): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1] as number;
}

function isRepository(folder: string): boolean {
  return existsSync(join(folder, 'objects')) || existsSync(join(folder, '.git'));
}

/** The blobs of HEAD's tree, and of older commits until there are enough. */
function blobsOf(folder: string): Buffer[] {
  const git = (args: string[], input?: string) =>
    execFileSync('git', ['-C', folder, ...args], { maxBuffer: 2 ** 31 - 1, ...(input !== undefined && { input }) });
  const listed = git(['cat-file', '--batch-all-objects', '--batch-check=%(objecttype) %(objectname) %(objectsize)']);
  const ids: string[] = [];
  let size = 0;
  for (const line of listed.toString().split('\n')) {
    const [type, id, bytes] = line.split(' ');
    if (type !== 'blob' || size + Number(bytes) > most) continue;
    ids.push(id as string);
    size += Number(bytes);
  }
  const out = git(['cat-file', '--batch'], `${ids.join('\n')}\n`);
  const blobs: Buffer[] = [];
  for (let at = 0; at < out.length; ) {
    const eol = out.indexOf(10, at);
    const length = Number(out.toString('latin1', at, eol).split(' ')[2]);
    blobs.push(out.subarray(eol + 1, eol + 1 + length));
    at = eol + length + 2;
  }
  return blobs;
}

function filesOf(folder: string): Buffer[] {
  const blobs: Buffer[] = [];
  let size = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || size > most) continue;
    const blob = readFileSync(join(entry.parentPath, entry.name));
    size += blob.length;
    blobs.push(blob);
  }
  return blobs;
}
