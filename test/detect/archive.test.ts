import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../src/detect/archive/budget.ts';
import { inflate } from '../../src/detect/archive/inflate.ts';
import { Opened } from '../../src/detect/archive/opened.ts';
import { isArchive, scanContent } from '../../src/detect/find/content.ts';
import { ContentStream } from '../../src/detect/find/content-stream.ts';
import { ZONE } from '../../src/detect/find/zones.ts';
import { makeTar, makeZip } from '../generate/archives.ts';
import { rng } from '../generate/aws.ts';
import { noise } from '../generate/noise.ts';
import { integer, oneOf, bytes as randomBytes } from '../generate/random.ts';
import { inside, KEY, TEXT, told } from './archive/told.ts';

describe('a key in an archive is found at its place in the member:', () => {
  test.for<[string, Buffer, string]>([
    ['gzip', gzipSync(TEXT), 'gzip'],
    [
      'gzip of two members that split the key',
      Buffer.concat([gzipSync(TEXT.slice(0, 22)), gzipSync(TEXT.slice(22))]),
      'gzip',
    ],
    ['zip', makeZip([{ name: 'a/b.txt', bytes: TEXT }]), 'zip:a/b.txt'],
    ['zip, stored', makeZip([{ name: 'b', bytes: TEXT, stored: true }]), 'zip:b'],
    ['zip with sizes behind the data', makeZip([{ name: 'b', bytes: TEXT, sizesAfter: true }]), 'zip:b'],
    ['zip64', makeZip([{ name: 'b', bytes: TEXT }], { zip64: true }), 'zip:b'],
    ['zip with a comment', makeZip([{ name: 'b', bytes: TEXT }], { comment: 'hello PK\x05\x06 you' }), 'zip:b'],
    ['zip that claims a smaller size', makeZip([{ name: 'b', bytes: TEXT.padEnd(9000), claimedSize: 3 }]), 'zip:b'],
    [
      'zip entry that the directory hides',
      makeZip([
        { name: 'x', bytes: 'x' },
        { name: 'b', bytes: TEXT, hidden: true },
      ]),
      'zip:b',
    ],
    [
      'zip behind a script',
      makeZip([{ name: 'b', bytes: TEXT }], { prefix: Buffer.from('#!/bin/sh\nexec\n') }),
      'zip:b',
    ],
    [
      'tar',
      makeTar([
        { name: 'dir/', type: '5' },
        { name: 'dir/b', bytes: TEXT },
      ]),
      'tar:dir/b',
    ],
    [
      'tar with a GNU long name',
      makeTar([{ name: `${'d/'.repeat(80)}b`, bytes: TEXT, longName: 'gnu' }]),
      `tar:${'d/'.repeat(80)}b`,
    ],
    [
      'tar with a pax long name',
      makeTar([{ name: `${'d/'.repeat(80)}b`, bytes: TEXT, longName: 'pax' }]),
      `tar:${'d/'.repeat(80)}b`,
    ],
    ['tar without an end', makeTar([{ name: 'b', bytes: TEXT }], false), 'tar:b'],
    ['tgz', gzipSync(makeTar([{ name: 'b', bytes: TEXT }])), 'gzip > tar:b'],
    [
      'zip in zip in tar',
      makeTar([
        {
          name: 'o.zip',
          bytes: makeZip([{ name: 'i.zip', bytes: makeZip([{ name: 'b', bytes: TEXT }]), stored: true }]),
        },
      ]),
      'tar:o.zip > zip:i.zip > zip:b',
    ],
  ])('%s', ([, bytes, via]) => {
    expect(told(scanContent(bytes))).toEqual(inside(via));
    expect(isArchive(bytes)).toBe(true);
  });
});

test('the key in a stored member, a tar member or between members is told once', () => {
  const between = makeZip([{ name: 'x', bytes: 'x' }], { comment: `see ${KEY}` });
  expect(told(scanContent(between))).toEqual({ found: [['', undefined]], unread: [], opaque: 0 });
  const trailing = Buffer.concat([gzipSync('nothing'), Buffer.from(TEXT)]);
  expect(told(scanContent(trailing))).toEqual({ found: [['', undefined]], unread: [], opaque: 0 });
});

test.for([0, ZONE + 8])(
  "a key that the bytes behind a member of %i bytes or so complete is the archive's own",
  length => {
    // What stands there is the next local header.
    const key = `${KEY.slice(0, -2)}PK`;
    const member = ` ${key.slice(0, -2)}`.padStart(length - 31);
    const zip = makeZip([
      { name: 'a', bytes: member, stored: true },
      { name: 'b', bytes: 'b' },
    ]);
    const { credentials } = scanContent(zip);
    expect(credentials.map(one => [one.parts.accessKeyId?.value.reveal(), one.via])).toEqual([[key, []]]);
  },
);

describe('what cannot be opened is opaque, and its plain bytes are scanned:', () => {
  const flipped = (bytes: Buffer, at: number) => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 0xff;
    return copy;
  };
  test.for<[string, Buffer, number]>([
    ['an encrypted entry that is stored', makeZip([{ name: 'b', bytes: TEXT, stored: true, encrypted: true }]), 1],
    ['an entry of another method', makeZip([{ name: 'b', bytes: TEXT, stored: true, method: 93 }]), 1],
    ['a zip without its end', makeZip([{ name: 'b', bytes: TEXT }], { cut: true }), 1],
    ['a gzip without its end', gzipSync(TEXT.padEnd(500)).subarray(0, -9), 1],
    ['a gzip with a wrong checksum', flipped(gzipSync(TEXT), gzipSync(TEXT).length - 6), 1],
    ['a tar that is cut off in a member', makeTar([{ name: 'b', bytes: TEXT.padEnd(600) }]).subarray(0, 700), 1],
    [
      'a tar with a broken header after the first',
      flipped(
        makeTar([
          { name: 'b', bytes: TEXT },
          { name: 'c', bytes: 'c' },
        ]),
        1030,
      ),
      1,
    ],
    ['a gzip that is none', Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), Buffer.from(TEXT)]), 1],
    ['xz', Buffer.concat([Buffer.from('\xfd7zXZ\0', 'latin1'), Buffer.from(TEXT)]), 1],
  ])('%s', ([, bytes, opaque]) => {
    const scan = told(scanContent(bytes));
    expect(scan.found.length).toBe(1);
    expect(scan.opaque).toBe(opaque);
    expect(scan.unread).toEqual([]);
  });
});

test('a deflate stream gives the same whatever length is claimed for it, whole, cut, damaged or followed by more', {
  timeout: 600_000,
}, () => {
  const kinds = new Set<string>();
  const tried = (packed: Buffer, claimed: number) => {
    const inflated = inflate(packed, new Budget(packed.length), claimed);
    return inflated.kind === 'bytes' ? { ...inflated, bytes: inflated.bytes.toString('latin1') } : inflated;
  };
  for (let seed = 1; seed <= 1000; seed++) {
    const random = rng(seed);
    let packed: Buffer = deflateRawSync(noise(random, oneOf(random, [30, 2000, 60_000])));
    const kind = integer(random, 0, 3);
    if (kind === 0) packed = packed.subarray(0, integer(random, 1, packed.length));
    else if (kind === 1) packed = Buffer.concat([packed, randomBytes(random, integer(random, 1, 40))]);
    else if (kind === 2) packed[integer(random, 0, packed.length - 1)]! ^= 1 << integer(random, 0, 7);
    // What may be as large as that does not go through the handle that is used again.
    const wanted = tried(packed, 1 << 20);
    expect(tried(packed, integer(random, 0, 70_000)), `seed ${seed}`).toEqual(wanted);
    kinds.add(`${kind} ${wanted.kind}`);
  }
  expect([...kinds].sort()).toEqual(['0 bytes', '1 bytes', '2 bytes', '2 damaged', '3 bytes']);
});

test("what lies in a member is no longer its archive's own, and all that is touches a zone", () => {
  let own = 0;
  for (let seed = 1; seed <= 3000; seed++) {
    const random = rng(seed);
    const length = integer(random, 0, 6000);
    const opened = new Opened();
    const ranges = Array.from({ length: integer(random, 0, 5) }, () => {
      const from = integer(random, 0, length);
      return { from, to: integer(random, from, length) };
    });
    for (const { from, to } of ranges) opened.add(from, to);
    opened.close();
    const zones = opened.zones(length);
    expect(zones).toEqual(zones.toSorted());
    for (let i = 0; i < 20 && length > 0; i++) {
      const start = integer(random, 0, length - 1);
      const one = { start, end: integer(random, start + 1, Math.min(length, start + oneOf(random, [1, 40, 4000]))) };
      if (!ranges.some(({ from, to }) => from <= one.start && one.end <= to)) expect(opened.isOwn(one)).toBe(true);
      if (!opened.isOwn(one)) continue;
      own++;
      const touched = zones.some((from, at) => at % 2 === 0 && from < one.end && zones[at + 1]! > one.start);
      expect(touched, `seed ${seed}: ${one.start} to ${one.end} of ${length}`).toBe(true);
    }
  }
  expect(own).toBeGreaterThan(3000);
});

describe('a bound that is hit is told as unread:', () => {
  const nest = (levels: number) => {
    let bytes = Buffer.from(TEXT);
    for (let i = 0; i < levels; i++) bytes = gzipSync(bytes);
    return bytes;
  };

  test('archives inside each other', () => {
    expect(told(scanContent(nest(8))).unread).toEqual([]);
    expect(told(scanContent(nest(9))).unread).toEqual([
      ['archive-bound', Array.from({ length: 8 }, () => 'gzip').join(' > ')],
    ]);
  });

  test('bytes of one member', () => {
    const bomb = makeZip([
      { name: 'zeros', bytes: Buffer.alloc(257 << 20) },
      { name: 'b', bytes: TEXT },
    ]);
    const scan = told(scanContent(Buffer.concat([bomb])));
    expect(scan.unread.length).toBeGreaterThan(0);
    expect(scan.unread[0]).toEqual(['archive-bound', 'zip:zeros']);
  });

  /** An archive of one entry, whose directory names it so often. */
  const shared = (one: Buffer, times: number) => {
    const end = one.length - 22;
    const start = one.readUInt32LE(end + 16);
    const entry = one.subarray(start, end);
    const tail = Buffer.from(one.subarray(end));
    tail.writeUInt32LE(entry.length * times, 12);
    return Buffer.concat([one.subarray(0, start), ...Array.from({ length: times }, () => entry), tail]);
  };

  test('bytes in all, however many entries share them', () => {
    // Every entry of the directory names the same compressed data: 300 times 10 MiB from 10 KiB.
    const data = deflateRawSync(Buffer.alloc(10 << 20));
    expect(data.length).toBeLessThan(20_000);
    const bomb = shared(makeZip([{ name: 'z', bytes: Buffer.alloc(10 << 20) }]), 300);
    const started = performance.now();
    const scan = scanContent(bomb);
    expect(scan.unread[0]?.class).toBe('archive-bound');
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  test.for(['whole', 'damaged'])('packed bytes that many entries share and that unpack to nothing (%s)', how => {
    // 200,000 stored blocks of no bytes, and one that is the last, or no block.
    const empty = Buffer.from([0, 0, 0, 0xff, 0xff]);
    const last = Buffer.from([how === 'whole' ? 1 : 7, 0, 0, 0xff, 0xff]);
    const stream = Buffer.concat([...Array.from({ length: 200_000 }, () => empty), last]);
    const one = makeZip([{ name: 'z', bytes: '', stream }]);
    const started = performance.now();
    const scan = scanContent(shared(one, 20_000));
    expect(scan.unread[0]?.class).toBe('archive-bound');
    expect(performance.now() - started).toBeLessThan(60_000);
    expect(scanContent(shared(one, 20)).unread).toEqual([]);
  });

  test('members of a gzip file, each of which costs a start', () => {
    const one = gzipSync('');
    const bytes = Buffer.concat(Array.from({ length: 100_001 }, () => one));
    expect(told(scanContent(bytes)).unread).toEqual([['archive-bound', 'gzip']]);
  });

  test('but not an archive inside, of a size that a member may have', () => {
    const tar = makeTar([
      { name: 'zeros', bytes: Buffer.alloc(101 << 20) },
      { name: 'b', bytes: TEXT },
    ]);
    // Something that does not shrink, so that the ratio is an ordinary one.
    const random = rng(9);
    const noise = Buffer.from(Array.from({ length: 1 << 20 }, () => Math.floor(random() * 256)));
    const zip = makeZip([
      { name: 'noise', bytes: noise },
      { name: 'a.tar', bytes: tar },
    ]);
    expect(told(scanContent(zip))).toEqual(inside('zip:a.tar > tar:b'));
  });

  test('an archive that is too large to be opened, whole or in pieces', () => {
    const bytes = Buffer.concat([gzipSync(TEXT), Buffer.alloc(100 << 20, 'x'), Buffer.from(TEXT)]);
    const stream = new ContentStream();
    for (let at = 0; at < bytes.length; at += 3 << 20) stream.push(bytes.subarray(at, at + (3 << 20)));
    const expected = { found: [['', undefined]], unread: [['archive-bound', '']], opaque: 0 };
    expect(told(scanContent(bytes))).toEqual(expected);
    expect(told(stream.end())).toEqual(expected);
  });
});

test('scanning never throws, whatever byte of an archive is damaged', () => {
  const archives = [
    gzipSync(TEXT),
    makeZip(
      [
        { name: 'b', bytes: TEXT },
        { name: 'c', bytes: TEXT, stored: true, sizesAfter: true },
      ],
      { zip64: true, comment: 'c' },
    ),
    makeTar([
      { name: 'b'.repeat(150), bytes: TEXT, longName: 'pax' },
      { name: 'c', bytes: gzipSync(TEXT), longName: 'gnu' },
    ]),
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...archives),
      fc.array(fc.tuple(fc.nat(3000), fc.nat(255)), { maxLength: 6 }),
      fc.nat(3000),
      (archive, edits, cut) => {
        const bytes = Buffer.from(archive.subarray(0, archive.length - (cut % archive.length)));
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        const scan = scanContent(bytes);
        expect(scan.opaque + scan.credentials.length + scan.unread.length).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 2000 },
  );
});
