/** The cache of finished packs, as a person meets it. */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { accessKeyId, rng, secretAccessKey } from '../generate/aws.ts';
import { makeFolder, makeRepo } from '../repo.ts';
import { BIN, keysift, keysiftJson } from './keysift.ts';

const random = rng(20);

/** A repository with one pack of a few hundred objects and one key pair in its history. */
function packed() {
  const id = accessKeyId({ rng: random, prefix: 'AKIA' });
  const secret = secretAccessKey(random);
  const repo = makeRepo();
  for (let i = 0; i < 3; i++)
    repo.commit(`change ${i}`, Object.fromEntries([...Array(60)].map((_, n) => [`f${n}`, `${i} ${n}\n`])));
  repo.commit('leak', { '.env': `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\n` });
  repo.git('gc', '--quiet');
  return { repo, id, secret };
}

test('a second scan with the cache tells the same, and the cache holds no part of a secret', async () => {
  const { repo, id, secret } = packed();
  const env = { XDG_CACHE_HOME: makeFolder() };
  const first = await keysiftJson(['history', repo.dir], { env });
  const second = await keysiftJson(['history', repo.dir], { env });
  expect(first.code).toBe(1);
  expect(second.code).toBe(1);
  expect(second.report.findings).toEqual(first.report.findings);
  expect(second.report.receipt.objects).toEqual(first.report.receipt.objects);
  const folder = join(env.XDG_CACHE_HOME, 'keysift/packs');
  const kept = readdirSync(folder)
    .map(name => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
  expect(kept.length).toBeGreaterThan(0);
  for (const value of [id, secret]) expect(kept).not.toContain(value.slice(4, 12));
});

test('what another build remembers is not believed, be it other in one file only', async () => {
  const { repo } = packed();
  const env = { XDG_CACHE_HOME: makeFolder() };
  const other = join(makeFolder(), 'dist');
  cpSync(dirname(BIN), other, { recursive: true });
  const file = join(other, 'engine.js');
  const code = readFileSync(file, 'utf8');
  const blinded = code.replace(/(function findAll\([^)]*\)\{)/, '$1return[];');
  expect(blinded).not.toBe(code);
  writeFileSync(file, blinded);
  const blind = await keysift(['history', repo.dir], { env, bin: join(other, 'cli.js') });
  expect(blind.code).toBe(0);
  writeFileSync(file, code);
  const seeing = await keysift(['history', repo.dir], { env, bin: join(other, 'cli.js') });
  expect(seeing.code).toBe(1);
});

test('a damaged cache is ignored, with a note', async () => {
  const { repo } = packed();
  const env = { XDG_CACHE_HOME: makeFolder() };
  const first = await keysiftJson(['history', repo.dir], { env });
  const folder = join(env.XDG_CACHE_HOME, 'keysift/packs');
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '{"sum":"0","body":"{}"}');
  const second = await keysiftJson(['history', repo.dir], { env });
  expect(second.report.findings).toEqual(first.report.findings);
  expect(second.report.receipt.notes.join()).toMatch(/cache/);
});

test('a folder that no one can make is done without', async () => {
  const { repo } = packed();
  const { code, report } = await keysiftJson(['history', repo.dir], { env: { XDG_CACHE_HOME: '/proc/keysift' } });
  expect(report.receipt.complete).toBe(true);
  expect(code).toBe(1);
});

test('cache path names the folder, and cache clear empties it', async () => {
  const { repo } = packed();
  const env = { XDG_CACHE_HOME: makeFolder() };
  await keysift(['history', repo.dir], { env });
  const folder = join(env.XDG_CACHE_HOME, 'keysift/packs');
  expect(await keysift(['cache', 'path'], { env })).toMatchObject({ code: 0, stdout: `${folder}\n` });
  expect(readdirSync(folder).length).toBeGreaterThan(0);
  expect((await keysift(['cache', 'clear'], { env })).code).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});
