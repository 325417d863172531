/** Archives of all kinds with leaks in them, nested, and with what a liar may write into them; some damaged afterwards. */
import { deflateSync, gzipSync } from 'node:zlib';
import { BUNDLE, makeAr, makePack, makePgDump, makeTar, makeZip, type ZipEntry } from './archives.ts';
import { bzip2 } from './bzip2.ts';
import { contentWithLeaks, noise, planted } from './noise.ts';
import { makeCpio, makeRpm } from './packages.ts';
import { integer, oneOf, type Rng, text } from './random.ts';
import { makeRdb } from './rdb.ts';
import { makeSevenZip } from './seven-zip.ts';
import { makeXz } from './xz.ts';
import { makeZstd } from './zstd.ts';

/** An archive, or what was one before some of its bytes were changed. */
export function hostileArchive(random: Rng): Buffer {
  const made = archive(random, 2);
  if (random() < 0.5) return made;
  const kind = integer(random, 0, 2);
  if (kind === 0) return made.subarray(0, integer(random, 0, made.length));
  if (kind === 1) return sharing(random, made);
  for (let edits = integer(random, 1, 6); edits > 0; edits--)
    made[integer(random, 0, made.length - 1)] = integer(random, 0, 255);
  return made;
}

function archive(random: Rng, levels: number): Buffer {
  const kind = integer(random, 0, 12);
  if (kind === 12) return compressed(random, levels);
  if (kind === 11) return packageOf(random, levels);
  if (kind === 10) return makeRdb(Array.from({ length: integer(random, 1, 4) }, () => member(random, levels)));
  if (kind === 9) return pgDump(random, levels);
  if (kind === 8) return pack(random, levels);
  if (kind === 0) return (random() < 0.5 ? gzipSync : deflateSync)(member(random, levels));
  if (kind === 7) return Buffer.concat([carrier(random), archive(random, levels - 1)]);
  if (kind === 1)
    return Buffer.concat([
      gzipSync(member(random, 0)),
      gzipSync(member(random, 0)),
      noise(random, 50),
      planted(random),
    ]);
  if (kind === 2) return gzipSync(tar(random, levels));
  if (kind === 3) return tar(random, levels);
  // Some members are there more than once: they are known when they come again.
  const some = Array.from({ length: integer(random, 1, 3) }, () => member(random, levels));
  const entries = Array.from({ length: integer(random, 1, 8) }, () => entry(random, oneOf(random, some)));
  return makeZip(entries, {
    ...(random() < 0.2 && { prefix: Buffer.concat([Buffer.from('#!/bin/sh\n'), planted(random)]) }),
    ...(random() < 0.2 && { comment: text(random, 'abc PK\x05\x06', oneOf(random, [40, 9000])) }),
    zip64: random() < 0.2,
    cut: random() < 0.1,
  });
}

function compressed(random: Rng, levels: number): Buffer {
  const content = member(random, levels);
  const more = random() < 0.2 ? [member(random, 0)] : [];
  const stream = oneOf(random, [bzip2, (one: Buffer) => makeXz([one, ...more]), makeZstd])(content);
  return random() < 0.2 ? Buffer.concat([stream, stream, planted(random)]) : stream;
}

function packageOf(random: Rng, levels: number): Buffer {
  const entries = Array.from({ length: integer(random, 0, 3) }, () => ({
    name: text(random, 'abcdef/', 8),
    bytes: member(random, levels),
  }));
  const files = Buffer.concat([makeCpio(entries), random() < 0.2 ? archive(random, levels - 1) : Buffer.alloc(0)]);
  if (random() < 0.2) return makeSevenZip([...entries, { name: 'f', bytes: files }]);
  return random() < 0.5 ? files : makeRpm(random() < 0.5 ? gzipSync(files) : files, planted(random));
}

/** What an archive may stand behind. */
function carrier(random: Rng): Buffer {
  const lines = text(random, 'some words, and\nlines ', integer(random, 0, oneOf(random, [20, 9000])));
  const start = oneOf(random, ['#!/bin/sh\n', '#!/bin/sh\n', 'MZ\0\0', '\x7fELF\x01', 'no #!/bin/sh\n']);
  return Buffer.concat([Buffer.from(`${start}${lines}\n`, 'latin1'), planted(random)]);
}

function tar(random: Rng, levels: number): Buffer {
  const entries = Array.from({ length: integer(random, 1, 4) }, () => ({
    name: text(random, 'abcdef/', oneOf(random, [8, 150])),
    bytes: member(random, levels),
    ...(random() < 0.3 && { longName: oneOf(random, ['gnu', 'pax'] as const) }),
  }));
  if (random() < 0.3) return makeAr(entries, random() < 0.3);
  return makeTar(entries, random() < 0.8);
}

function pack(random: Rng, levels: number): Buffer {
  const blobs = Array.from({ length: integer(random, 1, 5) }, (_, i) => ({
    bytes: member(random, levels),
    ...(i > 0 && random() < 0.5 && { from: integer(random, 0, i - 1) }),
  }));
  return makePack(blobs, random() < 0.4 ? BUNDLE : '');
}

function pgDump(random: Rng, levels: number): Buffer {
  const tables = Array.from({ length: integer(random, 1, 4) }, () => member(random, levels));
  const minor = integer(random, 13, 16);
  return makePgDump(tables, {
    minor,
    chunk: oneOf(random, [60, 4096]),
    wide: random() < 0.2,
    algorithm: integer(random, 0, 3),
  });
}

function member(random: Rng, levels: number): Buffer {
  if (levels > 0 && random() < 0.25) return archive(random, levels - 1);
  if (random() < 0.5) return Buffer.from(text(random, 'some words, and\nlines ', integer(random, 0, 3000)));
  return contentWithLeaks(random, integer(random, 0, 3), oneOf(random, [40, 700, 6000]));
}

function entry(random: Rng, content: Buffer): ZipEntry {
  const lie = oneOf(random, [0, 1, content.length - 1, content.length + 1, content.length * 3, 0x7fffffff, 0xfffffffe]);
  return {
    name: text(random, 'abcdef/', integer(random, 1, 20)),
    bytes: content,
    stored: random() < 0.2,
    sizesAfter: random() < 0.2,
    encrypted: random() < 0.1,
    hidden: random() < 0.15,
    ...(random() < 0.1 && { method: oneOf(random, [12, 93, 95]) }),
    ...(random() < 0.25 && { claimedSize: Math.max(0, lie) }),
  };
}

/** The first entry of the directory of `zip` again and again, so that all name the same bytes: as a bomb has it. */
function sharing(random: Rng, zip: Buffer): Buffer {
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== 0x06054b50) return zip;
  const start = zip.readUInt32LE(end + 16);
  if (start + 46 > end || zip.readUInt32LE(start) !== 0x02014b50) return zip;
  const first = zip.subarray(start, start + 46 + zip.readUInt16LE(start + 28) + zip.readUInt16LE(start + 30));
  const times = integer(random, 1, 30);
  const tail = Buffer.from(zip.subarray(end));
  tail.writeUInt32LE(zip.readUInt32LE(end + 12) + times * first.length, 12);
  return Buffer.concat([zip.subarray(0, end), ...Array<Buffer>(times).fill(first), tail]);
}

/** A zip archive with `times` entries, each with bytes of its own in it, that unpack to `size` zeros. */
export function bomb(times: number, size: number): Buffer {
  const one = makeZip([{ name: 'z', bytes: Buffer.alloc(size) }]);
  const [start, end] = [one.readUInt32LE(one.length - 6), one.length - 22];
  const local = one.subarray(0, start);
  const directory = Array.from({ length: times }, (_, i) => {
    const named = Buffer.from(one.subarray(start, end));
    named.writeUInt32LE(i * local.length, 42);
    return named;
  });
  const tail = Buffer.from(one.subarray(end));
  tail.writeUInt32LE(times * (end - start), 12);
  tail.writeUInt32LE(times * local.length, 16);
  return Buffer.concat([...Array<Buffer>(times).fill(local), ...directory, tail]);
}
