/** The packed tarball, installed in an empty folder, on every Node that it promises to run on. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessKeyId, rng, secretAccessKey } from '../generate/aws.ts';
import { keysift } from './keysift.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'keysift-pack-'));
let tarball = '';

beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
  });
  tarball = join(folder, JSON.parse(stdout)[0].filename);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', tarball], { cwd: folder });
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the tarball is under 1 MB, runs nothing at install and needs no other package', () => {
  expect(statSync(tarball).size).toBeLessThan(1_000_000);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const hook of ['preinstall', 'install', 'postinstall', 'prepare'])
    expect(manifest.scripts[hook]).toBeUndefined();
  expect(readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual(['keysift']);
});

test('npx runs it from the tarball in an empty folder', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'keysift-npx-'));
  const { stdout } = await run('npm', ['exec', '--yes', `--package=${tarball}`, '--', 'keysift', '--version'], {
    cwd: empty,
  });
  rmSync(empty, { recursive: true, force: true });
  expect(stdout.trim().split('\n').at(-1)).toMatch(/^\d+\.\d+\.\d+$/);
}, 120_000);

describe.each(['20', '22', '24'])('on Node %s', version => {
  test('the installed command finds a planted key pair and calls it critical', async () => {
    const node = await nodeBinary(version);
    const random = rng(Number(version));
    const target = mkdtempSync(join(folder, 'target-'));
    const id = accessKeyId({ rng: random, prefix: 'AKIA' });
    writeFileSync(join(target, '.env'), `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secretAccessKey(random)}\n`);
    const result = await keysift(['dir', target, '--format', 'json'], {
      node,
      bin: join(folder, 'node_modules/keysift/dist/cli.js'),
    });
    expect(result.stderr).toBe('');
    expect(result.code).toBe(1);
    expect(JSON.parse(result.stdout).findings[0]).toMatchObject({ kind: 'aws-access-key', severity: 'critical' });
  }, 180_000);

  test('the library can be imported and scans', async () => {
    const node = await nodeBinary(version);
    const empty = mkdtempSync(join(folder, 'empty-'));
    const program = `import { scan } from 'keysift';
      const { findings, receipt } = await scan({ scope: 'dir', paths: [${JSON.stringify(empty)}] });
      console.log(JSON.stringify({ findings, complete: receipt.complete }));`;
    const { stdout } = await run(node, ['--input-type=module', '-e', program], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({ findings: [], complete: true });
  }, 180_000);
});

/** A Node of this major version: the one that runs the tests, or the one that the npm package `node` ships. */
async function nodeBinary(major: string): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const place = join(tmpdir(), `keysift-node-${major}`);
  const binary = join(place, 'node_modules/node/bin/node');
  if (!existsSync(binary)) {
    await run('npm', ['install', '--prefix', place, '--no-audit', '--no-fund', '--no-save', `node@${major}`]);
  }
  return binary;
}
