/** Opening archives in the kernel's memory changes nothing but the time: what is found, counted and refused is the same. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { scanContent } from '../../src/detect/find/content.ts';
import { ZONE } from '../../src/detect/find/zones.ts';
import { KernelWorkplace } from '../../src/git/kernel-workplace.ts';
import { Arena } from '../../src/git/pack/arena.ts';
import type { ContentScan, Credential } from '../../src/model.ts';
import { makeTar, makeZip } from '../generate/archives.ts';
import { accessKeyId } from '../generate/aws.ts';
import { bomb, hostileArchive } from '../generate/hostile-archives.ts';
import { planted } from '../generate/noise.ts';
import { bytes, integer, oneOf, rng } from '../generate/random.ts';
import { kernelStage } from './kernel/stage.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const { kernel, memory, free } = kernelStage();
const CONTENT_BYTES = 6 << 20;

/** Counts what is unpacked in it. */
class Watched extends KernelWorkplace {
  unpacked = 0;

  override inflate(packed: Buffer, most: number) {
    const told = super.inflate(packed, most);
    if (told) this.unpacked++;
    return told;
  }
}

/** A workplace with room for members of so many bytes in all. */
function workplace(room: number) {
  const start = free + CONTENT_BYTES;
  const arena = new Arena(start, Math.min(start + room, memory.length - 64));
  return { arena, place: new Watched(kernel, memory, arena) };
}

/** The content in the kernel's memory. */
function within(content: Buffer): Buffer {
  expect(content.length).toBeLessThan(CONTENT_BYTES);
  memory.set(content, free);
  return memory.subarray(free, free + content.length);
}

/** Everything that a scan tells, values in the clear: they are fake. */
function told({ credentials, ...rest }: ContentScan) {
  const clear = ({ parts, ...one }: Credential) => ({
    ...one,
    parts: Object.entries(parts).map(([role, part]) => ({ ...part, role, value: part.value.reveal() })),
  });
  return { ...rest, credentials: credentials.map(clear) };
}

test('archives of all kinds, damaged ones and liars are told alike, the second time as the first', {
  timeout: 600_000,
}, () => {
  const found = { credentials: 0, unread: 0, opaque: 0 };
  const large = workplace(1 << 30);
  for (let seed = 1; seed <= (LONG ? 30_000 : 700); seed++) {
    const random = rng(seed);
    const content = hostileArchive(random);
    const wanted = told(scanContent(content));
    // In a small place some members have no room, and a content from elsewhere is not where the kernel is.
    const { arena, place } = random() < 0.7 ? large : workplace(oneOf(random, [0, 3000, 100_000]));
    for (const time of ['first', 'second']) {
      const scan = scanContent(random() < 0.8 ? within(content) : content, place);
      expect(told(scan), `seed ${seed}, the ${time} time`).toEqual(wanted);
      expect(arena.blocks).toBe(0);
    }
    found.credentials += wanted.credentials.length;
    found.unread += wanted.unread.length;
    found.opaque += wanted.opaque;
  }
  expect(large.place.unpacked).toBeGreaterThan(700);
  expect(found.credentials).toBeGreaterThan(700);
  expect(found.opaque).toBeGreaterThan(300);
});

test('members and contents of more than a zone are told alike', { timeout: 600_000 }, () => {
  const { place } = workplace(1 << 30);
  let found = 0;
  for (let seed = 1; seed <= (LONG ? 400 : 25); seed++) {
    const random = rng(seed);
    const content = Buffer.alloc(integer(random, ZONE, 2 * ZONE), oneOf(random, ['a b\n', 'x', 'name: value\n']));
    for (let pieces = integer(random, 1, 12); pieces > 0; pieces--) {
      const piece = planted(random);
      const at = random() < 0.5 ? ZONE - integer(random, 0, piece.length + 9000) : integer(random, 0, content.length);
      piece.copy(content, Math.max(0, Math.min(at, content.length - piece.length)));
    }
    const name = oneOf(random, ['a', accessKeyId({ rng: random, prefix: 'AKIA' })]);
    const entries = [
      { name, bytes: content, stored: random() < 0.5 },
      { name: 'b', bytes: planted(random), encrypted: true, stored: true },
    ];
    const whole = oneOf(random, [content, makeZip(entries), makeTar(entries)]);
    const wanted = told(scanContent(whole));
    expect(told(scanContent(within(whole), place)), `seed ${seed}`).toEqual(wanted);
    expect(told(scanContent(whole, place)), `seed ${seed}, from elsewhere`).toEqual(wanted);
    found += wanted.credentials.length;
  }
  expect(found).toBeGreaterThan(25);
});

describe('a member in which nothing was found', () => {
  const key = accessKeyId({ rng: rng(1), prefix: 'AKIA' });
  const silent = (name: string) => ({
    name,
    bytes: `${name} ${'some words of no interest, '.repeat(30)}${bytes(rng(3), 900)}`,
  });

  test('is not unpacked again, and a changed one beside it is', () => {
    const { place } = workplace(1 << 20);
    const members = ['a', 'b', 'c'].map(silent);
    scanContent(within(makeZip(members)), place);
    expect(place.unpacked).toBe(3);
    const changed = members.with(1, { name: 'b', bytes: `${members[1]!.bytes} ${key} ` });
    for (const unpacked of [4, 5]) {
      const { credentials } = scanContent(within(makeZip(changed)), place);
      expect(credentials.map(one => one.via)).toEqual([['zip:b']]);
      expect(place.unpacked).toBe(unpacked);
    }
  });

  test('is opaque all the same in an archive that has another checksum for it', () => {
    const { place } = workplace(1 << 20);
    const good = makeZip([silent('a')]);
    expect(scanContent(within(good), place).opaque).toBe(0);
    const bad = Buffer.from(good);
    bad[bad.readUInt32LE(bad.length - 6) + 16]! ^= 1;
    expect(scanContent(within(bad), place).opaque).toBe(1);
    expect(place.unpacked).toBe(1);
  });

  test('costs as much of the budget as the first time', () => {
    const { place } = workplace(16 << 20);
    const content = bomb(20, 10 << 20);
    const wanted = scanContent(content);
    expect(wanted.unread.map(one => one.class)).toContain('archive-bound');
    for (let time = 0; time < 2; time++) expect(scanContent(within(content), place)).toEqual(wanted);
    expect(place.unpacked).toBe(1);
  });

  test('is not digested once for each of many entries that share its bytes', () => {
    const packed = deflateRawSync(Buffer.alloc(300, 'ab'));
    const filler = bytes(rng(5), 4 << 20);
    // Every entry claims all of the filler, too.
    const one = makeZip([{ name: 'z', bytes: Buffer.concat([packed, filler]), stored: true }]);
    const [start, end] = [one.readUInt32LE(one.length - 6), one.length - 22];
    one.writeUInt16LE(8, start + 10);
    const times = 20_000;
    const tail = Buffer.from(one.subarray(end));
    tail.writeUInt32LE((times + 1) * (end - start), 12);
    const shared = Array<Buffer>(times).fill(one.subarray(start, end));
    const content = Buffer.concat([one.subarray(0, end), ...shared, tail]);
    const { place } = workplace(1 << 20);
    const started = performance.now();
    // 80 GB, if each was digested.
    expect(scanContent(within(content), place).opaque).toBe(times + 1);
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
