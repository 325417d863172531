import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isArchive, scanContent } from '../../../src/detect/find/content.ts';
import { makeTar, makeZip } from '../../generate/archives.ts';
import { bytes as randomBytes, rng } from '../../generate/random.ts';
import { inPieces, inside, NOTHING, TEXT, told } from './told.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const SCRIPT = latin1('#!/bin/sh\ntail -n +4 "$0" | tar xz\nexit\n');
const PROGRAM = Buffer.concat([latin1('MZ'), randomBytes(rng(2), 3000)]);
const zip = (comment: string, prefix = SCRIPT) => makeZip([{ name: 'a/b', bytes: TEXT }], { comment, prefix });
const tar = makeTar([{ name: 'b', bytes: TEXT }]);

describe('a key is found behind a program or a script', () => {
  test.for<[string, Buffer, string]>([
    ['in a zip with a comment of one byte', zip('c'), 'zip:a/b'],
    ['in a zip with the longest comment', zip('c'.repeat(0xffff)), 'zip:a/b'],
    ['in a zip behind a Windows program, with a comment', zip('a comment', PROGRAM), 'zip:a/b'],
    ['in a zip behind an ELF program, with a comment', zip('a comment', latin1('\x7fELF\x02\x01\x01\0')), 'zip:a/b'],
    [
      'in a zip behind a program that is signed',
      Buffer.concat([zip('', PROGRAM), randomBytes(rng(3), 9000)]),
      'zip:a/b',
    ],
    ['in a zip64', makeZip([{ name: 'b', bytes: TEXT }], { prefix: PROGRAM, zip64: true, comment: 'c' }), 'zip:b'],
    ['in a gzip', Buffer.concat([SCRIPT, gzipSync(TEXT)]), 'gzip'],
    ['in a tar.gz', Buffer.concat([SCRIPT, gzipSync(tar)]), 'gzip > tar:b'],
    [
      'in a tar.gz behind the last byte of a long script',
      Buffer.concat([SCRIPT, Buffer.alloc(900_000, 'x\n'), gzipSync(tar)]),
      'gzip > tar:b',
    ],
    ['in a tar', Buffer.concat([SCRIPT, makeTar([{ name: 'a.gz', bytes: gzipSync(TEXT) }])]), 'tar:a.gz > gzip'],
    [
      'in an archive inside another',
      makeTar([{ name: 'i.run', bytes: Buffer.concat([SCRIPT, gzipSync(TEXT)]) }]),
      'tar:i.run > gzip',
    ],
  ])('%s', ([, bytes, via]) => {
    expect(told(scanContent(bytes))).toEqual(inside(via));
    expect(told(inPieces(bytes, 1 << 16))).toEqual(inside(via));
    if (!via.startsWith('tar:i.run')) expect(isArchive(bytes)).toBe(true);
  });

  test('by the script itself, once, whatever is behind it', () => {
    const script = Buffer.concat([SCRIPT, Buffer.from(TEXT)]);
    for (const behind of [gzipSync('nothing'), makeTar([{ name: 'b', bytes: 'nothing' }]), zip('c')])
      expect(told(scanContent(Buffer.concat([script, behind]))).found).toContainEqual(['', undefined]);
  });
});

test('what is behind a script and cannot be opened is opaque', () => {
  const packed = randomBytes(rng(4), 3000);
  for (const magic of [
    '\xfd7zXZ\0',
    '\x28\xb5\x2f\xfd',
    '\x04\x22\x4d\x18',
    '7z\xbc\xaf\x27\x1c',
    'Rar!\x1a\x07',
    'BZh91AY&SY',
  ]) {
    const bytes = Buffer.concat([SCRIPT, Buffer.from(TEXT), latin1(magic), packed]);
    expect(told(scanContent(bytes)), magic).toEqual({ found: [['', undefined]], unread: [], opaque: 1 });
    expect(told(inPieces(bytes, 700)).opaque).toBe(1);
  }
  for (const damaged of [gzipSync(TEXT).subarray(0, -3), latin1('\x1f\x8b\x08\0\0\0\0\0\0\x03\xff\xff\xff')])
    expect(told(scanContent(Buffer.concat([SCRIPT, damaged]))).opaque).toBe(1);
});

test('what only looks like an archive is none', () => {
  // An instruction that compares with the magic number, as programs have it that read zip archives.
  const reader = Buffer.concat([PROGRAM, latin1('\x81\x3fPK\x05\x06\x0f\x84\xc1\0\0\0'), randomBytes(rng(5), 400)]);
  const words = [
    "#!/usr/bin/python\nMAGIC = [b'BZh91AY&SY', b'Rar!\\x1a\\x07\\0', b'\\x1f\\x8b\\x08', 'ustar']\n",
    '#!/bin/sh\necho BZh91AY&SY PK ustar\n',
    '#!/bin/sh\nprintf "\x1b[1mä\xb5\x2f\xfd"\x07\n',
  ];
  for (const bytes of [reader, PROGRAM, SCRIPT, ...words.map(latin1)]) {
    expect(told(scanContent(bytes))).toEqual(NOTHING);
    expect(isArchive(bytes)).toBe(false);
  }
});

describe('of what is too large to be opened the same is told whole and in pieces:', { timeout: 120_000 }, () => {
  const filler = Buffer.alloc(100 << 20, 'some words\n');
  const tooLarge = { found: [], unread: [['archive-bound', '']], opaque: 0 };
  test.for<[string, Buffer[], object]>([
    ['a zip with a long comment', [SCRIPT, filler, zip('c'.repeat(0xffff), Buffer.alloc(0))], tooLarge],
    ['a zip behind a program', [PROGRAM, filler, zip('c'.repeat(60_000), Buffer.alloc(0))], tooLarge],
    ['a gzip', [SCRIPT, gzipSync(TEXT), filler], tooLarge],
    ['an xz', [SCRIPT, latin1('\xfd7zXZ\0'), filler], tooLarge],
    ['what cannot be opened', [SCRIPT, latin1('Rar!\x1a\x07\0'), filler], { ...NOTHING, opaque: 1 }],
    ['a script', [SCRIPT, filler], NOTHING],
    ['a program', [PROGRAM, filler], NOTHING],
  ])('%s', ([, pieces, expected]) => {
    const bytes = Buffer.concat(pieces);
    expect(told(scanContent(bytes))).toEqual(expected);
    for (const size of [999, 65_536, 3 << 20]) expect(told(inPieces(bytes, size))).toEqual(expected);
  });
});
