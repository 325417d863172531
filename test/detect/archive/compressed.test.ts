import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/detect/archive/budget.ts';
import type { ArchiveKind } from '../../../src/detect/archive/kinds.ts';
import { openArchive } from '../../../src/detect/archive/open.ts';
import { isArchive, scanContent } from '../../../src/detect/find/content.ts';
import { makeAr, makeTar, makeZip } from '../../generate/archives.ts';
import { bzip2 } from '../../generate/bzip2.ts';

import { bytes as randomBytes, rng } from '../../generate/random.ts';
import { makeXz } from '../../generate/xz.ts';
import { makeZstd } from '../../generate/zstd.ts';
import { inPieces, inside, KEY, TEXT, told } from './told.ts';

/** Methods by their names, with a number that zip has for each. */
const METHODS: Readonly<Record<string, readonly [(content: Buffer) => Buffer, number]>> = {
  bzip2: [content => bzip2(content), 12],
  xz: [content => makeXz([content]), 95],
  zstd: [makeZstd, 93],
};

describe.each(Object.entries(METHODS))('a key is found in %s,', (name, [pack, method]) => {
  const packed = pack(Buffer.from(TEXT));

  test.for<[string, Buffer, string]>([
    ['alone', packed, name],
    ['around a tar', pack(makeTar([{ name: 'a/b', bytes: TEXT }])), `${name} > tar:a/b`],
    ['in a tar, and in a gzip', gzipSync(makeTar([{ name: 'b', bytes: packed }])), `gzip > tar:b > ${name}`],
    [
      'in a Debian package',
      makeAr([{ name: 'data.tar', bytes: pack(makeTar([{ name: 'b', bytes: TEXT }])) }]),
      `ar:data.tar > ${name} > tar:b`,
    ],
    ['behind a script', Buffer.concat([Buffer.from('#!/bin/sh\nexit\n'), packed]), name],
    ['that follows another stream', Buffer.concat([pack(Buffer.alloc(0)), packed]), name],
  ])('%s', ([, bytes, via]) => {
    expect(isArchive(bytes)).toBe(true);
    expect(told(scanContent(bytes))).toEqual(inside(via));
    expect(told(inPieces(bytes, 100))).toEqual(inside(via));
  });

  test('as a method of zip', () => {
    const zip = makeZip([{ name: 'b', bytes: packed, stored: true, method }]);
    expect(told(scanContent(zip))).toEqual(inside('zip:b'));
  });

  test('written as base64', () => {
    const text = `data: ${packed.toString('base64')}\n`;
    const { found, unread, opaque } = told(scanContent(Buffer.from(text)));
    expect(found.map(([via]) => via)).toContain(`base64 > ${name}`);
    expect([unread, opaque]).toEqual([[], 0]);
  });

  test('that is cut off, and then it is counted as opaque', () => {
    const long = pack(Buffer.concat([Buffer.from(TEXT), randomBytes(rng(4), 60_000)]));
    const cut = told(scanContent(long.subarray(0, -20)));
    expect(cut.opaque).toBe(1);
    expect(cut.found.some(([via]) => via === name)).toBe(true);
  });

  test('only if it may be unpacked: else it is unread', () => {
    const budget = new Budget(0);
    budget.charge(budget.room - TEXT.length + 1);
    const held = [...openArchive(name as ArchiveKind, packed, budget, undefined)];
    expect(held.map(one => one.kind)).toContain('bound');
  });
});

test('the key is in plain sight in none of what packs it', () => {
  expect(bzip2(Buffer.from(TEXT)).includes(KEY)).toBe(false);
});
