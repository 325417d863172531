/** Repositories of shapes that make a scanner slow: long histories, many loose objects, many packs, one huge blob. */
import { execFileSync } from 'node:child_process';
import { integer, oneOf, type Rng, rng } from '../test/generate/random.ts';
import { ImportStream } from './stream.ts';

const WORDS =
  'the stream of a region asks its client for one more bucket and returns when nothing is left to read'.split(' ');
const FILES = 400;
const FOLDERS = 20;
const LINES = 150;

/** A history of small edits to files that keep their size, packed as `git gc` does, with fixed depth and window. */
export async function history(repo: string, commits: number): Promise<void> {
  const random = rng(commits);
  const files = Array.from({ length: FILES }, () => Array.from({ length: LINES }, () => line(random)));
  const stream = new ImportStream(repo, []);
  const put = (nth: number) => stream.file(pathOf(nth), files[nth]!.join(''));
  await stream.commit('Begin');
  for (let nth = 0; nth < FILES; nth++) await put(nth);
  for (let nth = 1; nth < commits; nth++) {
    await stream.commit(`Change ${nth}`);
    for (let edits = integer(random, 1, 3); edits > 0; edits--) {
      const file = integer(random, 0, FILES - 1);
      const from = integer(random, 0, LINES - 4);
      for (let at = from; at < from + integer(random, 1, 4); at++) files[file]![at] = line(random);
      await put(file);
    }
  }
  await stream.end();
  const packing = ['-c', 'pack.threads=1', '-c', 'repack.writeBitmaps=false', '-c', 'core.fsync=none'];
  execFileSync('git', ['-C', repo, ...packing, 'repack', '-adfq', '--depth=50', '--window=10']);
}

/** One commit with many small files, every object loose. */
export async function loose(repo: string, objects: number): Promise<void> {
  const random = rng(objects);
  const stream = new ImportStream(repo, [`fastimport.unpackLimit=${objects * 2}`]);
  await stream.commit('Begin');
  for (let nth = 0; nth < objects; nth++) await stream.file(`${nth % 256}/${nth}.txt`, `${nth} ${line(random)}`);
  await stream.end();
}

/** A pack for every commit. */
export async function packs(repo: string, count: number): Promise<void> {
  const random = rng(count);
  const stream = new ImportStream(repo, ['fastimport.unpackLimit=1']);
  for (let nth = 0; nth < count; nth++) {
    await stream.commit(`Change ${nth}`);
    for (let file = 0; file < 10; file++)
      await stream.file(pathOf(integer(random, 0, FILES - 1)), line(random).repeat(20));
    await stream.write('checkpoint\n\n');
  }
  await stream.end();
}

/** One blob of text. */
export async function blob(repo: string, bytes: number): Promise<void> {
  const random = rng(bytes);
  const stream = new ImportStream(repo, ['core.compression=1', 'pack.compression=1']);
  await stream.write(`blob\nmark :1\ndata ${bytes}\n`);
  for (let left = bytes; left > 0; ) {
    const piece = Array.from({ length: 1000 }, () => line(random))
      .join('')
      .slice(0, left);
    await stream.write(piece);
    left -= piece.length;
  }
  await stream.write('\n');
  await stream.commit('Begin');
  await stream.write('M 100644 :1 huge.log\n\n');
  await stream.end();
}

function pathOf(nth: number): string {
  return `folder-${nth % FOLDERS}/part-${nth}.ts`;
}

function line(random: Rng): string {
  const words = Array.from({ length: integer(random, 4, 12) }, () => oneOf(random, WORDS));
  return `${words.join(' ')} = ${integer(random, 0, 1e9)};\n`;
}
