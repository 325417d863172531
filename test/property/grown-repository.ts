/**
 * Grows a random repository from a seed: files edited, copied, moved and cut over many commits, with fake credentials planted
 * and broken again, in contents, messages, tags and file names; then packs it at random. All of it through `git fast-import`.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessKeyId, type Rng, secretAccessKey, sessionToken } from '../generate/aws.ts';
import { hostileArchive } from '../generate/hostile-archives.ts';
import { bytes, integer, oneOf, text } from '../generate/random.ts';
import { makeFolder, TestRepo } from '../repo.ts';

const WORDS = 'abcdefghijklmnopqrstuvwxyz      ____....===\n\n"\'';

/**
 * A small bare repository of the given object format, with the same history for the same random numbers.
 * @param more contents that some of its files begin with.
 */
export function growRepository(rng: Rng, format: 'sha1' | 'sha256' = 'sha1', more: readonly Buffer[] = []): TestRepo {
  const repo = new TestRepo(makeFolder('grown'));
  repo.git('init', '-q', '--bare', `--object-format=${format}`, '.');
  const files = new Map<string, Buffer>();
  const fresh = integer(rng, 1, 6);
  for (let i = 0; i < fresh; i++) files.set(fileName(rng), content(rng));
  for (const one of more) files.set(fileName(rng), one);
  const rounds = integer(rng, 1, 3);
  for (let round = 0; round < rounds; round++) {
    const stream: Buffer[] = [];
    const commits = integer(rng, 3, 25);
    for (let i = 0; i < commits; i++)
      stream.push(commit(rng, files, round * 100 + i, round > 0 && i === 0, format === 'sha256' ? 64 : 40));
    if (rng() < 0.5) {
      stream.push(Buffer.from(`tag t${round}\nfrom refs/heads/main\ntagger T <t@example.invalid> 1700000000 +0000\n`));
      stream.push(data(Buffer.from(`release\n${rng() < 0.5 ? planted(rng) : ''}\n`)));
    }
    const unpack = `fastimport.unpackLimit=${oneOf(rng, [0, 1000])}`;
    repo.gitWith(
      { input: Buffer.concat(stream) },
      '-c',
      unpack,
      'fast-import',
      '--quiet',
      '--force',
      `--depth=${integer(rng, 0, 60)}`,
    );
    packAtRandom(rng, repo);
  }
  return repo;
}

function packAtRandom(rng: Rng, repo: TestRepo): void {
  const depth = oneOf(rng, [1, 2, 5, 50, 250]);
  const window = oneOf(rng, [2, 10, 50]);
  const offsets = `repack.useDeltaBaseOffset=${rng() < 0.6}`;
  const how = rng();
  if (how < 0.15) return;
  const all = how < 0.7 ? ['-a', '-d'] : how < 0.85 ? ['-d'] : ['-a']; // `-a` alone leaves every object in two packs.
  repo.git(
    '-c',
    offsets,
    '-c',
    'pack.threads=1',
    'repack',
    '-q',
    '-f',
    ...all,
    `--depth=${depth}`,
    `--window=${window}`,
  );
  if (rng() < 0.3)
    for (const pack of packs(repo)) writeFileSync(pack.replace(/pack$/, oneOf(rng, ['keep', 'mtimes-not'])), '');
  if (rng() < 0.2) repo.git('-c', 'pack.threads=1', 'repack', '-q', '-a', '-d', '-F', '--depth=0');
  if (rng() < 0.2) repo.git('multi-pack-index', 'write');
}

/** Paths of the packs of a bare repository. */
export function packs(repo: TestRepo): string[] {
  const folder = join(repo.dir, 'objects', 'pack');
  return readdirSync(folder)
    .filter(name => name.endsWith('.pack'))
    .sort()
    .map(name => join(folder, name));
}

export function removeAll(repo: TestRepo): void {
  rmSync(repo.dir, { recursive: true, force: true });
}

function commit(rng: Rng, files: Map<string, Buffer>, number: number, onTop: boolean, digits: number): Buffer {
  const changes: Buffer[] = [];
  for (let i = integer(rng, 1, 3); i > 0; i--) {
    const name = oneOf(rng, [...files.keys()]);
    const old = files.get(name)!;
    const other = files.get(oneOf(rng, [...files.keys()]))!;
    const kind = rng();
    if (kind < 0.1) {
      const copy = fileName(rng);
      files.set(copy, old);
      changes.push(file(copy, old));
    } else if (kind < 0.15 && files.size > 1) {
      files.delete(name);
      changes.push(Buffer.from(`D ${name}\n`));
    } else {
      const changed = edit(rng, old, other);
      files.set(name, changed);
      changes.push(file(name, changed));
    }
  }
  if (rng() < 0.05) changes.push(Buffer.from(`M 160000 ${'1234567890'.repeat(7).slice(0, digits)} sub${number}\n`));
  const message = `change ${number}\n${rng() < 0.1 ? planted(rng) : ''}\n`;
  const from = onTop ? 'from refs/heads/main^0\n' : '';
  const head = Buffer.from(
    `commit refs/heads/main\ncommitter C <c@example.invalid> ${1_700_000_000 + number * 60} +0000\n`,
  );
  return Buffer.concat([head, data(Buffer.from(message)), Buffer.from(from), ...changes]);
}

function edit(rng: Rng, old: Buffer, other: Buffer): Buffer {
  const [at, end] = [integer(rng, 0, old.length), integer(rng, 0, old.length)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const small = Math.min(end, at + integer(rng, 0, 30));
  // The members of a zip archive stay as they are if something is put before it.
  if (old.toString('latin1', 0, 2) === 'PK' && rng() < 0.4) return Buffer.concat([hostileArchive(rng), old]);
  // An archive comes to stand behind a script.
  if (old.toString('latin1', 0, 2) === '#!' && rng() < 0.3)
    return Buffer.concat([old.subarray(0, end), hostileArchive(rng)]);
  const kind = rng();
  const start = old.subarray(0, at);
  if (kind < 0.3) return Buffer.concat([start, Buffer.from(planted(rng)), old.subarray(small)]);
  if (kind < 0.5)
    return Buffer.concat([start, Buffer.from(text(rng, WORDS, integer(rng, 0, 80))), old.subarray(small)]);
  if (kind < 0.6) return Buffer.concat([start, old.subarray(end), old.subarray(at, end)]); // a block moves
  if (kind < 0.7) return Buffer.concat([start, old.subarray(at, end), old.subarray(at)]).subarray(0, 40_000); // a block is doubled
  if (kind < 0.8) return Buffer.concat([start, old.subarray(end)]); // a cut: new neighbours
  if (kind < 0.87) return Buffer.concat([start, other.subarray(0, integer(rng, 0, other.length)), old.subarray(end)]);
  if (kind < 0.92) return old.subarray(integer(rng, 0, Math.min(40, old.length))); // the start of the content moves
  if (kind < 0.97) return old.subarray(0, old.length - integer(rng, 0, Math.min(40, old.length)));
  return content(rng);
}

function content(rng: Rng): Buffer {
  const kind = rng();
  if (kind < 0.08) return hostileArchive(rng);
  if (kind < 0.15) return bytes(rng, integer(rng, 0, 3000));
  if (kind < 0.25) return Buffer.from(text(rng, 'abcdefghijklmnop0123456789+/', integer(rng, 100, 12_000))); // one huge line
  let made = rng() < 0.2 ? '#!/bin/sh\n' : '';
  for (let i = integer(rng, 0, 30); i > 0; i--)
    made += text(rng, WORDS, integer(rng, 0, 200)) + (rng() < 0.15 ? planted(rng) : '');
  return Buffer.from(made);
}

/** A fake credential, whole or broken, with what may stand around it. */
function planted(rng: Rng): string {
  const id = accessKeyId({ rng, prefix: oneOf(rng, ['AKIA', 'ASIA']) });
  const secret = secretAccessKey(rng);
  const gap = text(rng, ' \n', oneOf(rng, [1, 1, 3, 250, 260, 600]));
  const kind = rng();
  if (kind < 0.25) return `\naws_access_key_id = ${id}\n${gap}aws_secret_access_key = ${secret}\n`;
  if (kind < 0.4) return `"secretAccessKey": "${secret}",${gap}"accessKeyId": "${id}"`;
  if (kind < 0.5) return id;
  if (kind < 0.6) return `${gap}AWS_SECRET_ACCESS_KEY=${secret}`;
  if (kind < 0.7) return id.slice(0, integer(rng, 1, 19)); // half of one: an edit may complete it
  if (kind < 0.78) return `AWS_SESSION_TOKEN=${sessionToken(rng, { issuedAt: 1_700_000_000_000 })}\n`;
  if (kind < 0.86) return Buffer.from(`${id}:${secret}`).toString('base64');
  if (kind < 0.93) return Buffer.from(id, 'utf16le').toString('latin1');
  return `${id}\n${gap}${secret}`;
}

function fileName(rng: Rng): string {
  const folder = oneOf(rng, ['', '', 'a/', 'a/b/', `d${integer(rng, 0, 3)}/`]);
  const key = rng() < 0.1 ? `-${accessKeyId({ rng, prefix: 'AKIA' })}` : '';
  return `${folder}${text(rng, 'abcdefgh', integer(rng, 1, 12))}${key}.txt`;
}

function file(name: string, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`M 100644 inline ${name}\n`), data(bytes)]);
}

function data(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}
