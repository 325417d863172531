/**
 * Times the finder alone, one thread, on the blobs of a repository (or on the files of a folder): once whole, once in zones
 * such as the history scan makes of small edits. Run: `node bench/run.mjs find PATH [MB]`.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCandidates } from '../src/detect/find/find.ts';

const [path = '.', megabytes = '120'] = process.argv.slice(2);
const most = Number(megabytes) * 1e6;
const RUNS = 5;
const ZONES = 100_000;
/** Of a small edit the history scan makes a zone of about two windows and the edit. */
const LEAST_ZONE = 520;
const MOST_ZONE = 700;

const blobs = isRepository(path) ? blobsOf(path) : filesOf(path);
const total = blobs.reduce((sum, blob) => sum + blob.length, 0);
let found = 0;
const whole = median(() => {
  found = 0;
  for (const blob of blobs) found += findCandidates(blob).length;
});
const zones = zonesOf(blobs);
const zoneBytes = zones.reduce((sum, { from, to }) => sum + to - from, 0);
const zoned = median(() => {
  for (const { blob, from, to } of zones) findCandidates(blob, from, to);
});
process.stdout.write(
  `${path}: ${blobs.length} blobs, ${(total / 1e6).toFixed(0)} MB, ${found} candidates\n` +
    `whole ${(total / 1e6 / whole).toFixed(0)} MB/s; zones of ${(zoneBytes / ZONES).toFixed(0)} bytes: ` +
    `${((zoned / ZONES) * 1e9).toFixed(0)} ns each, ${(zoneBytes / 1e6 / zoned).toFixed(0)} MB/s of zone\n`,
);

interface Zone {
  readonly blob: Buffer;
  readonly from: number;
  readonly to: number;
}

/** Zones at random places, the same in every run: the longer a blob, the more of them. */
function zonesOf(all: readonly Buffer[]): Zone[] {
  let state = 1;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const made: Zone[] = [];
  while (made.length < ZONES) {
    for (const blob of all) {
      const count = Math.max(1, Math.round((blob.length / total) * ZONES));
      for (let i = 0; i < count && made.length < ZONES; i++) {
        const from = random(blob.length);
        made.push({ blob, from, to: Math.min(blob.length, from + LEAST_ZONE + random(MOST_ZONE - LEAST_ZONE)) });
      }
    }
  }
  return made;
}

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
