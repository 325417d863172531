import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type GitOptions, streamGit } from '../../src/git/process.ts';
import { openRepository } from '../../src/git/repository.ts';
import { withEnvironment } from '../environment.ts';
import { bytes, rng } from '../generate/random.ts';
import { makeFolder, makeRepo } from '../repo.ts';
import { withShim } from './shim.ts';

const repo = makeRepo();
repo.commit('one', { a: bytes(rng(1), 3_000_000), b: 'x' });
const { place } = await openRepository(repo.dir);
const ARGS = ['cat-file', '--batch-all-objects', '--batch', '--buffer'];

/** What git answers, and the memory that each piece of it came in. */
async function answer(options: GitOptions) {
  const pieces: Buffer[] = [];
  const memories = new Set<ArrayBufferLike>();
  const end = await streamGit(
    place,
    ARGS,
    piece => {
      memories.add(piece.buffer);
      pieces.push(Buffer.from(piece));
    },
    options,
  );
  return { output: Buffer.concat(pieces), memories, end };
}

const plain = await answer({});

test('output can be read into memory of our own, however little room there is', async () => {
  for (const size of [1000, 65_536, 1 << 20]) {
    const room = Buffer.from(new SharedArrayBuffer(size));
    const read = await answer({ room: () => room });
    expect(read.output.equals(plain.output)).toBe(true);
    expect([...read.memories]).toEqual([room.buffer]);
    expect(read.end).toEqual(plain.end);
  }
});

test('where no socket can be made, output comes through a pipe, and is the same', async () => {
  for (const folder of ['/nonexistent/folder', makeFolder('long'.repeat(40))]) {
    const read = await withEnvironment('TMPDIR', folder, () => answer({ room: () => Buffer.alloc(10) }));
    expect(read.output.equals(plain.output)).toBe(true);
    expect(read.end).toEqual(plain.end);
  }
});

test('it leaves nothing in the folder for temporary files', async () => {
  const folder = makeFolder();
  const room = Buffer.alloc(65_536);
  await withEnvironment('TMPDIR', folder, () => answer({ room: () => room }));
  await withEnvironment('TMPDIR', folder, () => answer({ room: () => room, signal: AbortSignal.abort() })).catch(
    () => {},
  );
  expect(readdirSync(folder)).toEqual([]);
});

test('an error of whoever takes the output, a stop and a lack of git are passed on', async () => {
  const room = Buffer.alloc(65_536);
  const fail = () => {
    throw new Error('no more');
  };
  await expect(streamGit(place, ARGS, fail, { room: () => room })).rejects.toThrow('no more');
  await expect(answer({ room: () => room, signal: AbortSignal.abort() })).rejects.toThrow('stopped');
  const nowhere = { ...place, cwd: join(repo.dir, 'nowhere') };
  await expect(streamGit(nowhere, ARGS, () => {}, { room: () => room })).rejects.toThrow('not found');
});

test('a process that git leaves behind with its output open holds nobody up', async () => {
  const room = Buffer.alloc(65_536);
  const spoiled = withShim('sleep 30 &', () => answer({ room: () => room }));
  await expect(spoiled).rejects.toThrow('left a process behind');
});
