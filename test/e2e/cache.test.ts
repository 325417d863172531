import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessKeyId } from '../generate/aws.ts';
import { rng } from '../generate/random.ts';
import { makeFolder, TestRepo } from '../repo.ts';
import { keysiftJson } from './keysift.ts';

test('a second scan of the same packs finds the same, and --no-cache remembers nothing', async () => {
  const repo = new TestRepo(makeFolder());
  repo.git('init', '-q', '.');
  repo.write('a.txt', `key = ${accessKeyId({ rng: rng(3), prefix: 'AKIA' })}\n`);
  repo.write('b.txt', 'nothing\n');
  repo.git('add', '.');
  repo.git('commit', '-q', '-m', 'first');
  repo.git('repack', '-q', '-a', '-d');
  const env = { XDG_CACHE_HOME: makeFolder('cache') };
  const scan = (...more: string[]) => keysiftJson(['history', ...more], { cwd: repo.dir, env });
  const without = await scan('--no-cache');
  expect(existsSync(join(env.XDG_CACHE_HOME, 'keysift'))).toBe(false);
  const [first, second] = [await scan(), await scan()];
  expect(readdirSync(join(env.XDG_CACHE_HOME, 'keysift/packs'))).toHaveLength(1);
  expect([first.code, second.code]).toEqual([1, 1]);
  expect(first.report.findings).toEqual(without.report.findings);
  expect(second.report.findings).toEqual(first.report.findings);
  expect(second.report.receipt.objects).toEqual(first.report.receipt.objects);
  expect([first.report.receipt.readers, second.report.receipt.readers]).toEqual([
    { pack: 4, git: 0 },
    { pack: 3, git: 1 },
  ]);
});
