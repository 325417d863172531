/** T09, T10, T12, T17 and T18 through the built command line: what leaves the process, and what becomes of it on its way. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../generate/aws.ts';
import { makeFolder, makeRepo, type TestRepo } from '../repo.ts';
import { keysift } from './keysift.ts';

const BIN = process.env.KEYSIFT_BIN ?? join(import.meta.dirname, '../../dist/cli.js');
const FORMATS = ['human', 'json', 'jsonl', 'sarif', 'github'] as const;

function pair(seed: number) {
  const random = rng(seed);
  const id = accessKeyId({ rng: random, prefix: 'AKIA' });
  const secret = secretAccessKey(random);
  return { id, secret, text: `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n` };
}

describe('a repository whose every text is hostile', () => {
  const NAMES: readonly (string | Buffer)[] = [
    'e\u001b[31mf',
    'a\nb\n::error::x',
    'bel\u0007\rcr',
    '\u202egnp.exe',
    Buffer.from('bad-\xff\xfe.txt', 'latin1'),
    Buffer.from('c1-\x9b31m', 'latin1'),
    'sp ace#h%20a?q,"c"',
    '+cmd',
    'x<img src=x>`|',
  ];
  let repo: TestRepo;

  beforeAll(() => {
    repo = makeRepo();
    for (const [at, name] of NAMES.entries()) {
      writeFileSync(Buffer.concat([Buffer.from(`${repo.dir}/`), Buffer.from(name)]), pair(at + 1).text);
    }
    repo.commit(`\u001b]52;c;AAAA\u0007${pair(50).text}`, {}, { author: '=HYPERLINK("http://x")\u001b[2J\u202e' });
  });

  test('acts on no terminal and forges no line', async () => {
    for (const format of ['human', 'github']) {
      const { stdout, stderr, code } = await keysift(['--format', format, '--verbose'], { cwd: repo.dir });
      expect(code).toBe(1);
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      expect(stdout).toContain('bad-\\xff\\xfe.txt');
    }
  });

  test('keeps every byte of its paths in JSON and SARIF', async () => {
    const json = JSON.parse((await keysift(['--format', 'json'], { cwd: repo.dir })).stdout);
    const paths = json.findings.flatMap((one: { sightings: { path: string }[] }) =>
      one.sightings.map(seen => seen.path),
    );
    const sarif = JSON.parse((await keysift(['--format', 'sarif'], { cwd: repo.dir })).stdout);
    const uris = sarif.runs[0].results.flatMap(
      (one: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
        one.locations.map(place => place.physicalLocation.artifactLocation.uri),
    );
    const latin1 = (uri: string) =>
      uri.replace(/%([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    for (const name of NAMES) {
      const bytes = Buffer.from(name);
      expect(paths.map(bytesOf)).toContainEqual(bytes.toString('latin1'));
      expect(uris.map(latin1)).toContain(bytes.toString('latin1'));
    }
  });

  /** A lone surrogate from U+DC80 stands for a byte that is not UTF-8. */
  function bytesOf(path: string): string {
    const pieces = [...path].map(one => {
      const code = one.charCodeAt(0);
      return one.length === 1 && code >= 0xdc80 && code <= 0xdcff ? Buffer.of(code - 0xdc00) : Buffer.from(one);
    });
    return Buffer.concat(pieces).toString('latin1');
  }
});

test('no value leaves, in no format, wherever in the repository it stands', async () => {
  const keys = Array.from({ length: 6 }, (_, at) => pair(at + 100));
  const token = sessionToken(rng(120), { issuedAt: Date.now() - 3_600_000 });
  const [inFile, inName, inMessage, inAuthor, inBranch, twice] = keys as [
    (typeof keys)[0],
    (typeof keys)[0],
    (typeof keys)[0],
    (typeof keys)[0],
    (typeof keys)[0],
    (typeof keys)[0],
  ];
  const repo = makeRepo();
  repo.write('k.ini', `${inFile.text}aws_session_token = ${token}\n`).write(`dir/${inName.id}.txt`, inName.text);
  repo
    .write('two', `${twice.id}:${twice.secret} ${twice.id}\n`)
    .write('b64', Buffer.from(inFile.text).toString('base64'));
  repo.commit(`message\n\n${inMessage.text}`, {}, { author: `Eve ${inAuthor.id}` });
  repo.git('branch', `b-${inBranch.id}`);
  const values = [...keys.flatMap(key => [key.id, key.secret]), token];
  const temp = makeFolder('keysift-temp');
  for (const format of FORMATS) {
    const file = join(temp, `report.${format}`);
    const args = ['--format', format, '--format', `${format === 'json' ? 'human' : 'json'}=${file}`, '--verbose'];
    const run = await keysift(args, { cwd: repo.dir, env: { TMPDIR: temp, HOME: temp } });
    expect(run.code, run.stderr).toBe(1);
    const left = readdirSync(temp, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    for (const text of [run.stdout, run.stderr, ...left]) {
      for (const value of values) {
        const bytes = Buffer.from(value);
        for (const form of [
          value,
          bytes.toString('base64').slice(0, 24),
          bytes.toString('hex'),
          encodeURIComponent(value),
        ]) {
          expect(text.includes(form), `${format} holds a form of a value`).toBe(false);
        }
      }
    }
  }
});

describe('a report of several megabytes', () => {
  let folder: string;
  const COUNT = 6000;

  beforeAll(() => {
    folder = makeFolder('keysift-many');
    const random = rng(7);
    const lines = Array.from({ length: COUNT }, () => `x = ${accessKeyId({ rng: random, prefix: 'AKIA' })}\n`);
    writeFileSync(join(folder, 'many.txt'), lines.join(''));
  });

  test('arrives whole in a pipe whose reader is slow', async () => {
    const child = spawn(process.execPath, [BIN, 'dir', '--format', 'json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>(resolve => child.on('close', resolve));
    await wait(3000);
    const pieces: Buffer[] = [];
    for await (const piece of child.stdout) pieces.push(piece);
    const text = Buffer.concat(pieces).toString();
    expect(text.length).toBeGreaterThan(3_000_000);
    expect(JSON.parse(text).findings).toHaveLength(COUNT);
    expect(await ended).toBe(1);
  });

  test('is no verdict if its reader went away', async () => {
    const child = spawn(process.execPath, [BIN, 'dir', '--format', 'json'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>(resolve => child.on('close', resolve));
    let stderr = '';
    child.stderr.on('data', piece => {
      stderr += piece;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await ended).toBe(2);
    expect(stderr).not.toContain('    at ');
  });

  test.runIf(existsSync('/dev/full'))('is no verdict if the disk is full', async () => {
    for (const args of [
      ['--output', '/dev/full'],
      ['--format', 'json=/dev/full'],
    ]) {
      const { code, stderr } = await keysift(['dir', ...args], { cwd: folder });
      expect(code).toBe(2);
      expect(stderr).toContain('ENOSPC');
    }
    const full = spawnSync(process.execPath, [BIN, 'dir'], {
      cwd: folder,
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
    });
    expect(full.status).toBe(2);
    expect(full.stderr.toString()).toBe(
      'keysift: the report could not be written to standard output (ENOSPC); name a file with --output\n',
    );
  });

  test('leaves the older one whole if there is no room for it', () => {
    const file = join(makeFolder('keysift-old'), 'report.json');
    writeFileSync(file, '"older"');
    const script = `ulimit -f 8; exec "$@"`;
    const args = ['-c', script, 'sh', process.execPath, BIN, 'dir', '--format', `json=${file}`];
    const run = spawnSync('sh', args, { cwd: folder });
    expect(run.status).toBe(2);
    expect(run.stderr.toString()).toMatch(/could not be written.*EFBIG/);
    expect(readFileSync(file, 'utf8')).toBe('"older"');
    expect(readdirSync(dirname(file))).toEqual(['report.json']);
  });

  test('of which ten bytes are read is no verdict', () => {
    const script = `{ "$@"; echo "status $?" >&2; } | head -c 10`;
    const run = spawnSync('sh', ['-c', script, 'sh', process.execPath, BIN, 'dir', '--format', 'json'], {
      cwd: folder,
    });
    expect(run.stdout).toHaveLength(10);
    expect(run.stderr.toString()).toBe('status 2\n');
  });
});

test('a dash for a file is standard output, of which there is one', async () => {
  const folder = makeFolder();
  const { code, stdout } = await keysift(['dir', folder, '--format', 'json=-'], { cwd: folder });
  expect(JSON.parse(stdout).schema).toBe('keysift/1');
  expect(code).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
  const two = await keysift(['dir', folder, '--format', 'json=-', '--format', 'human'], { cwd: folder });
  expect([two.code, two.stdout]).toEqual([2, '']);
});
