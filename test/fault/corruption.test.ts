/**
 * T34 through the built command line: one bit of `.git` is flipped somewhere, and the result is that of the sound repository
 * or status 2. A ref that is called otherwise, or a HEAD that names another, is another repository and no damaged one: there
 * the same credentials must be found, wherever they then are said to be.
 */
import { chmodSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { keysiftJson } from '../e2e/keysift.ts';
import { planted } from '../generate/noise.ts';
import { integer, oneOf, type Rng, rng } from '../generate/random.ts';
import { growRepository } from '../property/grown-repository.ts';
import { makeFolder, TestRepo } from '../repo.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const FIRST = Number(process.env.KEYSIFT_SEED ?? 1);
const REPOSITORIES = LONG ? 50 : 4;
const FLIPS = LONG ? 10 : 5;

/** A grown repository with a working tree, and beside its packs a few loose objects, refs and a stash. */
function inhabited(random: Rng, format: 'sha1' | 'sha256'): TestRepo {
  const grown = growRepository(random, format);
  const repo = new TestRepo(makeFolder('inhabited'));
  renameSync(grown.dir, join(repo.dir, '.git'));
  repo.git('config', 'core.bare', 'false');
  repo.git('config', 'core.logAllRefUpdates', 'true');
  repo.git('reset', '-q', '--hard', 'main');
  repo.commit('loose', { 'loose.txt': planted(random), 'second.txt': planted(random) });
  repo.git('tag', '-a', '-m', 'a tag', 'annotated');
  repo.git('branch', 'side', 'HEAD~1');
  repo.write('loose.txt', planted(random)).git('stash');
  if (random() < 0.5) repo.git('pack-refs', '--all');
  return repo;
}

/** Every file below `.git` that git reads. */
function filesOf(repo: TestRepo): string[] {
  return readdirSync(join(repo.dir, '.git'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => !/\.git\/(?:hooks\/|description$)/.test(path) && statSync(path).size > 0)
    .sort();
}

/** One file, by its bytes or just so: there are many small ones, and few that hold nearly everything. */
function chooseFile(random: Rng, files: readonly string[]): string {
  if (random() < 0.6) return oneOf(random, files);
  const byBytes = files.flatMap(path => Array<string>(Math.ceil(statSync(path).size / 64)).fill(path));
  return oneOf(random, byBytes);
}

async function scanned(repo: TestRepo) {
  const { code, report, stderr } = await keysiftJson(['--no-cache', '--timeout', '60', '--as-of', '2026-01-01'], {
    cwd: repo.dir,
  });
  const fingerprints = report?.findings.map((one: { fingerprint: string }) => one.fingerprint).sort();
  return { code, stderr, findings: report?.findings, fingerprints, expected: report?.receipt.objects.expected };
}

test(`a bit that flips in .git is noticed or changes nothing, ${REPOSITORIES * FLIPS} times`, {
  timeout: 3_600_000,
}, async () => {
  let noticed = 0;
  const unnoticed: string[] = [];
  for (let seed = FIRST; seed < FIRST + REPOSITORIES; seed++) {
    const random = rng(seed);
    const repo = inhabited(random, seed % 5 === 0 ? 'sha256' : 'sha1');
    const sound = await scanned(repo);
    expect(sound.code, `seed ${seed}: ${sound.stderr}`).toBeLessThan(2);
    const files = filesOf(repo);
    for (let flip = 0; flip < FLIPS; flip++) {
      const path = chooseFile(random, files);
      const bytes = readFileSync(path);
      const at = integer(random, 0, bytes.length - 1);
      const bit = 1 << integer(random, 0, 7);
      const flipped = Buffer.from(bytes);
      flipped[at] = (bytes[at] ?? 0) ^ bit;
      chmodSync(path, 0o644);
      writeFileSync(path, flipped);
      const harmed = await scanned(repo);
      const { code, fingerprints } = harmed;
      writeFileSync(path, bytes);
      if (code === 2) noticed++;
      else {
        const isObjects = /\.git\/(?:objects\/|index$)/.test(path);
        const before = isObjects ? sound : { code: sound.code, fingerprints: sound.fingerprints };
        const after = isObjects ? harmed : { code, fingerprints };
        if (!isDeepStrictEqual(after, before))
          unnoticed.push(`seed ${seed}, flip ${flip}: bit ${bit} of byte ${at} of ${relative(repo.dir, path)}`);
      }
    }
  }
  expect(unnoticed).toEqual([]);
  // Most of what git stores is under a checksum.
  expect(noticed).toBeGreaterThan((REPOSITORIES * FLIPS) / 3);
});
