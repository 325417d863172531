import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanContent } from '../../src/detect/find/content.ts';
import { IdTable } from '../../src/git/ids.ts';
import { headerIds } from '../../src/git/naming.ts';
import type { ObjectType } from '../../src/git/reader.ts';
import { RecordParser } from '../../src/git/records.ts';
import { Sieve } from '../../src/git/sieve.ts';
import { scanTree, TreeCursor } from '../../src/git/tree.ts';
import { makeTar, makeZip } from '../generate/archives.ts';
import { accessKeyId } from '../generate/aws.ts';
import { noise } from '../generate/noise.ts';
import { bytes, integer, oneOf, type Rng, rng, text } from '../generate/random.ts';

interface Record {
  readonly id: string;
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

/** What a stream of output came to, by id. */
class Outcome {
  readonly looked = new Map<string, readonly string[] | 'all'>();
  readonly parsed: string[] = [];
  readonly passed = new Set<string>();
  open = false;
}

const width = 20;
const known = Array.from({ length: 3000 }, (_, i) => bytes(rng(i + 1), width).toString('hex')).sort();
const ids = new IdTable(Buffer.from(known.join(''), 'hex'), width);

/** Puts output through a sieve, in pieces of the given sizes; in place, as from a socket, or as buffers. */
function sift(output: Buffer, pieces: readonly number[], inPlace: boolean, maxFileBytes = 1e9): Outcome {
  const outcome = new Outcome();
  const parser = new RecordParser(
    {
      whole: id => outcome.parsed.push(id),
      begin: id => outcome.parsed.push(id),
      piece: () => {},
      end: () => {},
      without: (id, word) => outcome.parsed.push(`${id} ${word}`),
    },
    1 << 20,
  );
  const sieve = Sieve.open(ids, maxFileBytes, 1)!;
  const looked = new Set<string>();
  const stream = sieve.stream(parser, ({ place, type, bytes: held, marks }) => {
    sieve.done[place] = 1;
    const id = ids.hex(place);
    looked.add(id);
    const cursor = new TreeCursor(held, width);
    const entries = [...(marks ?? [])].map(at => (cursor.read(at) ? held.toString('latin1', at, cursor.end) : ''));
    outcome.looked.set(id, type === 'tree' && marks ? entries : 'all');
  });
  for (let at = 0, i = 0; at < output.length; i++) {
    const piece = output.subarray(at, at + pieces[i % pieces.length]!);
    if (inPlace) {
      const room = stream.room();
      stream.push(room.subarray(0, piece.copy(room)));
      at += Math.min(piece.length, room.length);
    } else {
      stream.push(piece);
      at += piece.length;
    }
  }
  stream.end();
  outcome.open = stream.isOpen;
  for (const [place, done] of sieve.done.entries())
    if (done === 1 && !looked.has(ids.hex(place))) outcome.passed.add(ids.hex(place));
  return outcome;
}

function written({ id, type, bytes: held }: Record): Buffer {
  return Buffer.concat([Buffer.from(`${id} ${type} ${held.length}\n`), held, Buffer.from('\n')]);
}

function record(random: Rng, id: string): Record {
  const roll = random();
  if (roll < 0.1) return { id, type: 'tag', bytes: Buffer.from(`object ${oneOf(random, known)}\ntype commit\n\nx`) };
  if (roll < 0.3) {
    const parent = random() < 0.9 ? oneOf(random, known) : bytes(random, width).toString('hex');
    const message = random() < 0.9 ? 'a message' : accessKeyId({ rng: random, prefix: 'AKIA' });
    return {
      id,
      type: 'commit',
      bytes: Buffer.from(`tree ${oneOf(random, known)}\nparent ${parent}\nauthor A <a@b> 1 +0000\n\n${message}\n`),
    };
  }
  return { id, type: 'blob', bytes: content(random) };
}

function content(random: Rng): Buffer {
  const zip = makeZip([{ name: 'a', bytes: accessKeyId({ rng: random, prefix: 'AKIA' }) }]);
  switch (integer(random, 0, 9)) {
    case 0:
      return Buffer.from(`a ${accessKeyId({ rng: random, prefix: 'AKIA' })} b`);
    case 1:
      return zip;
    case 2:
      return makeTar([{ name: 'a', bytes: zip }]);
    case 3:
      return Buffer.concat([Buffer.from('#!/bin/sh\n'), zip]);
    case 4:
      return Buffer.from(
        `version https://git-lfs.github.com/spec/v1\noid sha256:${bytes(random, 32).toString('hex')}\nsize 1\n`,
      );
    case 5:
      return noise(random, 4000);
    case 6:
      return Buffer.alloc(integer(random, 0, 3));
    default:
      return Buffer.from(text(random, 'abc def\n', integer(random, 0, 30_000)));
  }
}

const cuts = fc.array(fc.integer({ min: 60, max: 70_000 }), { minLength: 1, maxLength: 5 });

test('passes over nothing that has something to tell, in whatever pieces output comes, and loses no record', () => {
  let passed = 0;
  fc.assert(
    fc.property(fc.integer(), cuts, fc.boolean(), fc.integer({ min: 0, max: 3 }), (seed, pieces, inPlace, cut) => {
      const random = rng(seed);
      const records = Array.from({ length: 40 }, () =>
        record(random, random() < 0.95 ? oneOf(random, known) : bytes(random, width).toString('hex')),
      );
      const lines = records.map(one => (random() < 0.03 ? Buffer.from(`${one.id} missing\n`) : written(one)));
      const whole = Buffer.concat(lines);
      const output = cut === 0 ? whole.subarray(0, integer(random, 0, whole.length)) : whole;
      const outcome = sift(output, pieces, inPlace, 20_000);
      const plain: string[] = [];
      const parser = new RecordParser(
        {
          whole: (id, type, held) => {
            plain.push(id);
            // The first record of an id counts.
            if (!outcome.passed.has(id) || plain.indexOf(id) < plain.length - 1) return;
            if (type === 'commit') headerIds(type, held, one => expect(known).toContain(one));
            const scan = scanContent(held);
            const loud =
              scan.credentials.length + scan.unread.length + scan.opaque > 0 || scan.lfsPointer !== undefined;
            expect([loud, type === 'tag', held.length > 20_000]).toEqual([false, false, false]);
          },
          begin: id => plain.push(id),
          piece: () => {},
          end: () => {},
          without: (id, word) => plain.push(`${id} ${word}`),
        },
        1 << 20,
      );
      parser.push(output);
      expect(outcome.open).toBe(parser.isOpen);
      const seen = new Set([...outcome.passed, ...outcome.looked.keys(), ...outcome.parsed]);
      expect([...new Set(plain)].filter(id => !seen.has(id))).toEqual([]);
      expect([...seen].filter(id => !parser.isOpen && !plain.includes(id))).toEqual([]);
      passed += outcome.passed.size;
    }),
    { numRuns: 150 },
  );
  expect(passed).toBeGreaterThan(1000);
});

interface Entry {
  readonly mode: string;
  readonly name: string;
  readonly id: string;
}

test('of versions of a tree it passes over no entry that is new and out of the ordinary', () => {
  let passed = 0;
  fc.assert(
    fc.property(fc.integer(), cuts, (seed, pieces) => {
      const random = rng(seed);
      const length = oneOf(random, [0, 20]);
      let entries = Array.from({ length: integer(random, 5, 300) }, (_, i) =>
        entry(random, `file${1000 + 2 * i}`.padEnd(length, '_')),
      );
      const records: Record[] = [];
      for (let i = 0; i < 40; i++) {
        records.push({ id: known[i]!, type: 'tree', bytes: tree(entries) });
        entries = changed(random, entries);
      }
      const outcome = sift(Buffer.concat(records.map(written)), pieces, true);
      const told = new Set<string>();
      for (const { id, bytes: held } of records) {
        const cursor = new TreeCursor(held, width);
        const looked = outcome.looked.get(id);
        for (const one of looked === undefined || looked === 'all' ? [] : looked) told.add(one);
        const loud = scanTree(held, width).credentials.length > 0;
        if (loud) expect(looked).toBeDefined();
        let at = 0;
        for (; cursor.read(at); at = cursor.end) {
          const odd = cursor.isSubmodule || ids.find(held, cursor.idStart) < 0;
          if (odd && looked === 'all') told.add(held.toString('latin1', at, cursor.end));
          if (odd) expect(told).toContain(held.toString('latin1', at, cursor.end));
        }
        if (at < held.length) expect(looked).toBe('all');
      }
      passed += outcome.passed.size;
    }),
    { numRuns: 60 },
  );
  expect(passed).toBeGreaterThan(300);
});

test('an entry that took the place of two is one', () => {
  const random = rng(5);
  let key = accessKeyId({ rng: random, prefix: 'AKIA' });
  while (!/[2-7]$/.test(key)) key = accessKeyId({ rng: random, prefix: 'AKIA' });
  const others = Array.from({ length: 20 }, (_, i) => entry(random, `file${10 + i}`));
  const { id } = entry(random, '');
  const two = tree([...others, { mode: '100644', name: 'xx', id }, { mode: '4', name: 'b', id }]);
  // Where the second of the two began, what follows still looks like an entry: its mode is the key's last digit.
  const quiet = tree([...others, { mode: '100644', name: `key-${key.slice(0, -1)}x b`, id }]);
  const loud = tree([...others, { mode: '100644', name: `key-${key} b`, id }]);
  expect([two, quiet, loud].map(one => one.length)).toEqual(Array(3).fill(two.length));
  expect([quiet, loud].map(one => scanTree(one, width).credentials.length)).toEqual([0, 1]);
  const records = [two, quiet, loud].map((held, i): Record => ({ id: known[i]!, type: 'tree', bytes: held }));
  const outcome = sift(Buffer.concat(records.map(written)), [1 << 20], true);
  expect([...outcome.passed]).toEqual([known[0], known[1]]);
  expect([...outcome.looked.keys()]).toEqual([known[2]]);
});

function entry(random: Rng, name: string): Entry {
  const id = Buffer.from(oneOf(random, known), 'hex');
  return { mode: oneOf(random, ['100644', '100755', '40000']), name, id: id.toString('latin1') };
}

/** The next version: mostly another id; now and then something else. */
function changed(random: Rng, entries: readonly Entry[]): Entry[] {
  const at = integer(random, 0, entries.length - 1);
  const one = entries[at]!;
  const roll = random();
  if (roll < 0.6) return entries.with(at, { ...entry(random, one.name), mode: one.mode });
  if (roll < 0.65) return entries.with(at, { ...one, mode: oneOf(random, ['100644', '100755', '160000']) });
  if (roll < 0.7) return entries.with(at, { ...one, id: bytes(random, width).toString('latin1') });
  if (roll < 0.75) return entries.with(at, { ...one, name: one.name.toUpperCase() });
  if (roll < 0.8) return entries.with(at, { ...one, name: accessKeyId({ rng: random, prefix: 'AKIA' }) });
  if (roll < 0.85 && entries.length > 2) return entries.toSpliced(at, 1);
  // Two entries of the length of one, and one of the length of two.
  if (roll < 0.9) return entries.toSpliced(at, 1, { ...one, name: 'a' }, entry(random, 'b'));
  if (roll < 0.95) return entries.with(at, { ...one, name: `${one.name}0` });
  return entries.toSpliced(at, 0, entry(random, `${one.name}+`));
}

function tree(entries: readonly Entry[]): Buffer {
  return Buffer.from(entries.map(one => `${one.mode} ${one.name}\0${one.id}`).join(''), 'latin1');
}
