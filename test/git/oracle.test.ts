// What a scan says is what git itself says by other ways: object by object, line by line, commit by commit.
import { describe, expect, test } from 'vitest';
import { readAllObjects } from '../../src/git/objects.ts';
import { listRange } from '../../src/git/reachable.ts';
import { openRepository } from '../../src/git/repository.ts';
import { integer, oneOf, rng } from '../generate/random.ts';
import { makeRepo, type TestRepo } from '../repo.ts';
import { keyId, scanHistory, sightingsOf } from '../sources/scan.ts';

const signal = new AbortController().signal;

/** A repository of random edits on two branches with merges; half of it packed. */
function grown(seed: number) {
  const random = rng(seed);
  const repo = makeRepo();
  const ids: string[] = [];
  const files = ['a.txt', 'b.txt', 'dir/c.txt', 'dir/deep/d.txt'];
  const text = new Map<string, string[]>();
  repo.commit('root', { 'root.txt': 'root\n' });
  for (let step = 0; step < 12; step++) {
    const file = oneOf(random, files);
    const lines = text.get(file) ?? [];
    const kind = integer(random, 0, 3);
    if (kind === 0 && lines.length > 0) lines.splice(integer(random, 0, lines.length - 1), 1);
    else if (kind === 1) lines.splice(integer(random, 0, lines.length), 0, `line ${step}`);
    else {
      const id = keyId();
      ids.push(id);
      lines.splice(integer(random, 0, lines.length), 0, `  key = ${id}`);
    }
    text.set(file, lines);
    repo.commit(`step ${step}`, { [file]: lines.map(line => `${line}\n`).join('') });
    if (step === 6) repo.git('repack', '-dq');
  }
  return { repo, ids };
}

function lines(repo: TestRepo, ...args: string[]): string[] {
  return repo
    .git(...args)
    .split('\n')
    .filter(Boolean);
}

describe.for([1, 2, 3])('in a generated repository (%i)', seed => {
  const { repo, ids } = grown(seed);

  test('the objects scanned are those that git stores', async () => {
    const stored = lines(repo, 'cat-file', '--batch-all-objects', '--batch-check=%(objecttype)');
    const options = { jobs: 1, maxFileBytes: Number.POSITIVE_INFINITY, signal, onObject: () => {} };
    const report = await readAllObjects(await openRepository(repo.dir), options);
    expect(report.objects).toMatchObject({ expected: stored.length, scanned: stored.length, failed: [] });
    for (const type of ['blob', 'tree', 'commit', 'tag'] as const) {
      expect(report.byType[type]).toBe(stored.filter(one => one === type).length);
    }
  });

  test('the objects of a range are those that git lists', async () => {
    const opened = await openRepository(repo.dir);
    const [head, middle] = lines(repo, 'rev-parse', 'HEAD', 'HEAD~5');
    const { oids } = await listRange(opened, { wants: [head!], haves: [middle!] }, signal);
    const listed = lines(repo, 'rev-list', '--objects', `${middle}..${head}`).map(line => line.slice(0, 40));
    expect([...oids].sort()).toEqual(listed.sort());
  });

  test('a key has the commit, line and paths that git blame and git log -S give', async () => {
    const scanned = await scanHistory(repo);
    for (const id of ids) {
      const sightings = sightingsOf(scanned, id);
      const first = lines(repo, 'log', '--reverse', '--format=%H', `-S${id}`)[0]!;
      const last = lines(repo, 'log', '--format=%H', `-S${id}`)[0]!;
      expect(sightings).toHaveLength(1);
      const [sighting] = sightings;
      expect(sighting!.commit).toBe(first);
      const blamed = lines(repo, 'blame', '--line-porcelain', first, '--', sighting!.path);
      const at = blamed.indexOf(`\t  key = ${id}`);
      const header = blamed.slice(0, at).findLast(line => /^[0-9a-f]{40} \d+ \d+/.test(line))!;
      expect(header.split(' ')[0]).toBe(first);
      expect([sighting!.line, sighting!.column]).toEqual([Number(header.split(' ')[2]), 9]);
      const isThere = repo.git('show', `HEAD:${sighting!.path}`).includes(id);
      expect(sighting!.state).toBe(isThere ? 'head' : 'history');
      // Either the newest commit has it still, or the one that took it out stands right after the last that had it.
      expect(sighting!.lastCommit).toBe(repo.git('rev-parse', isThere ? 'HEAD' : `${last}^`));
    }
  });
});
