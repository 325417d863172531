import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget, MAX_MEMBERS } from '../../../src/detect/archive/budget.ts';
import { openArchive } from '../../../src/detect/archive/open.ts';
import { isArchive, scanContent } from '../../../src/detect/find/content.ts';
import { makeAr, makeTar, makeZip } from '../../generate/archives.ts';
import { makeCpio, makeRpm } from '../../generate/packages.ts';
import { bytes as randomBytes, rng } from '../../generate/random.ts';
import { makeSevenZip } from '../../generate/seven-zip.ts';
import { inPieces, inside, NOTHING, TEXT, told } from './told.ts';

const FILES = makeCpio([
  { name: './etc/a', bytes: 'nothing' },
  { name: './etc/b', bytes: TEXT },
  { name: './etc/empty', bytes: '' },
]);

describe('a key is found in', () => {
  test.for<[string, Buffer, string]>([
    ['a cpio', FILES, 'cpio:./etc/b'],
    ['a package of RPM', makeRpm(gzipSync(FILES)), 'rpm > gzip > cpio:./etc/b'],
    ['one whose files are not packed', makeRpm(FILES), 'rpm > cpio:./etc/b'],
    [
      'a 7z',
      makeSevenZip([
        { name: 'a', bytes: 'nothing' },
        { name: 'etc/b', bytes: TEXT },
      ]),
      '7z:etc/b',
    ],
    [
      'a 7z behind a script, in which a cpio is',
      Buffer.concat([Buffer.from('#!/bin/sh\nexit\n'), makeSevenZip([{ name: 'a', bytes: FILES }])]),
      '7z:a > cpio:./etc/b',
    ],
    ['a cpio behind another', Buffer.concat([makeCpio([{ name: 'c', bytes: 'code' }]), FILES]), 'cpio:./etc/b'],
    [
      'an initial file system, packed behind one that is not',
      Buffer.concat([makeCpio([{ name: 'c', bytes: 'code' }]), gzipSync(FILES)]),
      'cpio > gzip > cpio:./etc/b',
    ],
  ])('%s', ([, bytes, via]) => {
    expect(isArchive(bytes)).toBe(true);
    expect(told(scanContent(bytes))).toEqual(inside(via));
    expect(told(inPieces(bytes, 100))).toEqual(inside(via));
  });

  test('a script of a package, which stands in plain sight', () => {
    const { found } = told(scanContent(makeRpm(gzipSync(makeCpio([])), Buffer.from(`echo\n${TEXT}`))));
    expect(found.map(([via]) => via)).toEqual(['']);
  });
});

test('what is cut off or damaged is opaque, and its plain bytes are scanned', () => {
  const rpm = makeRpm(FILES);
  for (const bytes of [FILES.subarray(0, 300), rpm.subarray(0, 100), Buffer.concat([rpm.subarray(0, 130), FILES])])
    expect(told(scanContent(bytes)).opaque, `${bytes.length}`).toBe(1);
  for (let at = 0; at < rpm.length; at += 3) {
    const damaged = Buffer.from(rpm);
    damaged[at] = 0xff;
    const { found, unread } = told(scanContent(damaged));
    // The key itself is somewhere damaged.
    expect([found.length <= 1, unread]).toEqual([true, []]);
  }
});

test('a text that begins with the number of cpio is none', () => {
  const text = Buffer.from(`0707012345 is a number\n${TEXT}`);
  expect(isArchive(text)).toBe(false);
  expect(told(scanContent(Buffer.from('070701 and so on\n'.repeat(9))))).toEqual(NOTHING);
});

test('what is beyond the budget is unread', () => {
  for (const [kind, bytes] of [
    ['cpio', FILES],
    ['rpm', makeRpm(randomBytes(rng(3), 500))],
  ] as const) {
    const budget = new Budget(0);
    budget.charge(budget.room - 10);
    expect([...openArchive(kind, bytes, budget, undefined)].map(one => one.kind)).toContain('bound');
  }
});

test('an archive ends for us where there are too many members, and says so once', () => {
  const files = ['a', 'b', 'c', 'd'].map(name => ({ name, bytes: Buffer.from(name) }));
  for (const [kind, bytes] of [
    ['cpio', makeCpio(files)],
    ['tar', makeTar(files)],
    ['ar', makeAr(files)],
    ['zip', makeZip(files)],
  ] as const) {
    const budget = new Budget(0);
    for (let used = 0; used < MAX_MEMBERS - 2; used++) budget.member();
    const held = [...openArchive(kind, bytes, budget, undefined)];
    expect(held.map(one => (one.kind === 'bound' ? one.why : one.kind))).toEqual([
      'member',
      'member',
      'too many members',
    ]);
  }
});
