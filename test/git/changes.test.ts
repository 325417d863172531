import { expect, test } from 'vitest';
import { makeRepo } from '../repo.ts';
import { keyId, scanHistory, sightingsOf } from '../sources/scan.ts';

test('places of findings are the same whatever the number of git processes', async () => {
  const ids = [keyId(), keyId(), keyId()];
  const repo = makeRepo();
  const commits: string[] = [];
  const count = 6000;
  for (let at = 0; at < count; at++) {
    const text = `${at}\n${ids.filter((_, i) => at >= 900 * (i + 1) && at % (i + 2) !== 0 && at < 5000).join('\n')}\n`;
    const message = `commit ${at}`;
    commits.push(
      `commit refs/heads/main\nmark :${at + 1}\ncommitter C <c@example.invalid> ${1_700_000_000 + at} +0000\n` +
        `data ${message.length}\n${message}\n${at > 0 ? `from :${at}\n` : ''}` +
        `M 100644 inline f${at % 5}.txt\ndata ${text.length}\n${text}\n`,
    );
  }
  repo.gitWith({ input: commits.join('') }, 'fast-import', '--quiet');
  const one = await scanHistory(repo, { jobs: 1 });
  expect(await scanHistory(repo, { jobs: 3 })).toEqual(one);
  // By hand: f1.txt changes in commits 1, 6, 11, …; it has the last key from 2701 on, and loses it last in 4996, a multiple of 4.
  const sightings = sightingsOf(one, ids[2]!);
  expect(sightings.map(sighting => sighting.path)).toEqual(['f0.txt', 'f1.txt', 'f2.txt', 'f3.txt', 'f4.txt']);
  expect(sightings[1]!.commit).toBe(repo.git('rev-parse', `main~${count - 1 - 2701}`));
  expect(sightings[1]!.lastCommit).toBe(repo.git('rev-parse', `main~${count - 1 - 4995}`));
  expect(sightings[1]!.state).toBe('history');
});
