/** The archives are made by 7-Zip 26.02, and that of zstd by py7zr 1.1.4, of texts that are made here again. */
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/detect/archive/budget.ts';
import type { Held } from '../../../src/detect/archive/open.ts';
import { SEVEN_ZIP_MAGIC, sevenZipMembers } from '../../../src/detect/archive/seven-zip.ts';
import { integer, bytes as randomBytes, rng } from '../../generate/random.ts';

const decoded = (base64: string) => Buffer.from(base64, 'base64');

function lines(first: number, count: number): string {
  return Array.from({ length: count }, (_, i) => `line ${first + i} of a text\n`).join('');
}

/** Names and texts of the members, and all that is told beside. */
function told(archive: Buffer, budget = new Budget(archive.length)) {
  const members: [string, string][] = [];
  const others: string[] = [];
  for (const held of sevenZipMembers(archive, budget)) {
    if (held.kind === 'member') members.push([held.name(), held.bytes.toString()]);
    else others.push(held.kind === 'bound' ? `bound: ${held.name()}: ${held.why}` : held.kind);
  }
  return { members, others };
}

const OPAQUE = { members: [], others: ['opaque'] };
const A: [string, string] = ['a.txt', lines(1, 8)];
const MANY = [A, ['folder/b.txt', lines(9, 5)], ['folder/é.txt', lines(14, 3)]];

const COPY = decoded(
  'N3q8ryccAAR++XGuiAAAAAAAAAA+AAAAAAAAAJCyfp9saW5lIDEgb2YgYSB0ZXh0CmxpbmUgMiBvZiBhIHRleHQKbGluZSAzIG9mIGEgdGV4dApsaW5lIDQgb2YgYSB0ZXh0CmxpbmUgNSBvZiBhIHRleHQKbGluZSA2IG9mIGEgdGV4dApsaW5lIDcgb2YgYSB0ZXh0CmxpbmUgOCBvZiBhIHRleHQKAQQGAAEJgIgABwsBAAEBAAyAiAAICgH/rVLXAAAFARkMAAAAAAAAAAAAAAAAEQ0AYQAuAHQAeAB0AAAAAAA=',
);
const LZMA = decoded(
  'N3q8ryccAAR5OeZCKAAAAAAAAAA+AAAAAAAAAI02/HoANhpKHwigK7FtBp3v7YyhP8gqD/L/9BsPkSDesBdfz60Qu7h4rqEAAQQGAAEJKAAHCwEAASMDAQEFXQAQAAAMgIgACAoB/61S1wAABQEZBQAAAAAAEQ0AYQAuAHQAeAB0AAAAAAA=',
);
const SOLID = decoded(
  'N3q8ryccAATMFxQyqgAAAAAAAAAhAAAAAAAAAJwGZYcANhpKHwigK7FtBp3v7YyhP8gqD/L/9BsPkSDesBdfz60Qu7nBdXTUiN+imkINbPvWQUo706AfsgAAAIEzB64P0YkKnKCQoHew/pOH4ao/qTDR3bLWMTqZTyzuoDX5sDp+/1TO42cKXi2BPlowmn9VuThTf+orFnzDLP+PM8kIHRI/qsdqpcU2vWcy3Ii8b9a63MVzqsZ15so38QRXxee5e2WXjhARATkKJxcGOQEJcQAHCwEAASMDAQEFXQAQAAAMgK4KAbQZ5WAAAA==',
);
const PLAIN_SOLID = decoded(
  'N3q8ryccAASSzchzOQAAAAAAAACuAAAAAAAAALQZ5WAANhpKHwigK7FtBp3v7YyhP8gqD/L/9BsPkSDesBdfz60Qu7nBdXTUiN+imkINbPvWQUo706AfsgABBAYAAQk5AAcLAQABIwMBAQVdABAAAAyBFwAIDQMJgIhZCgH/rVLXV6biCZdkeoMAAAUGDgHgDwEgGQEAEW0AZgBvAGwAZABlAHIAAABuAG8AbgBlAAAAZQBtAHAAdAB5AC4AdAB4AHQAAABhAC4AdAB4AHQAAABmAG8AbABkAGUAcgAvAGIALgB0AHgAdAAAAGYAbwBsAGQAZQByAC8A6QAuAHQAeAB0AAAAAAA=',
);
const PPMD =
  'N3q8ryccAAQpGvN/JgAAAAAAAAA+AAAAAAAAAKInH4YAa/txxk+AAPDHqhCAE/itcMU4H2k8rEokyvHKf+CRikSR0N1qAAEEBgABCSYABwsBAAEjAwQBBQYAAAEADICIAAgKAf+tUtcAAAUBGQUAAAAAABENAGEALgB0AHgAdAAAAAAA';
const BCJ2 =
  'N3q8ryccAASfLwZvNwAAAAAAAABuAAAAAAAAALJ+kwwANhpKHwigK7FtBp3v7YyhP8gqD/L/9BsPkSDesBdfz60Qu7h4rqEAAAAAAAAAAAAAAAAAAAAAAQQGAAQJKAUFBQAHCwEABCMDAQEFXQAQAAAjAwEBBV0AEAAAIwMBAQVdABAAABQDAwEbBAEFAAQBAwICBgEADAAAgIiAiAAICgH/rVLXAAAFARkJAAAAAAAAAAAAEQ0AYQAuAHQAeAB0AAAAAAA=';
const ENCRYPTED =
  'N3q8ryccAASAFkltMAAAAAAAAABeAAAAAAAAAKO47LpQWaMSoRjaMUCWVlVz/5YvH+4wK9+E3/yz+J8pUTrD/iWC8WGaPJpnFzEn++Q83lsBBAYAAQkwAAcLAQACJAbxBwESUw9Lp6kNiNqq9anZOkMqEbokIwMBAQVdABAAAAEADCiAiAAICgH/rVLXAAAFARkKAAAAAAAAAAAAABENAGEALgB0AHgAdAAAAAAA';
const ENCRYPTED_HEADER =
  'N3q8ryccAAS9fwR0kAAAAAAAAAAuAAAAAAAAAIVHWC777JwajSADDoI/tiReMa9KmHsjBqp6rpxxI33WOwTWulJ22ojLXBI1p+MhMZvO7i2p46g3ZW0CCUzqsSF15RoWDJ6gruig8XHS5P3Z6MkkjEcHpiVEPFfN0O8aChocgUtoaA5hUTtPLFSVwtxNG/m+3u1LABsP/OOzWIkJBhod4/P0WNhRaFER+rs+vmK+YTsXBjABCWAABwsBAAEkBvEHARJTDzcJYqa0daa36K00kuDoZGYMXgoBkoh6nQAA';

describe('a file is unpacked that is packed by', () => {
  test.for<[string, Buffer]>([
    ['Copy', COPY],
    ['LZMA', LZMA],
    [
      'LZMA with a mark at its end, and more bits than LZMA2 may have',
      decoded(
        'N3q8ryccAARDoB4uLgAAAAAAAAA+AAAAAAAAAFdcMkEANhpJxlEI0LeyTn/ffTU3fVfuzwmMMgcm7cQn/+nlS7O02N9lwfTD//+6jgAAAQQGAAEJLgAHCwEAASMDAQEFawAQAAAMgIgACAoB/61S1wAABQEZBQAAAAAAEQ0AYQAuAHQAeAB0AAAAAAA=',
      ),
    ],
    [
      'LZMA2',
      decoded(
        'N3q8ryccAAR34ULoLwAAAAAAAAA+AAAAAAAAAHToV/HgAIcAJ10ANhpKHwigK7FtBp3v7YyhP8gqD/L/9BsPkSDesBdfz60Qu7h4rqEAAAEEBgABCS8ABwsBAAEhIQEADICIAAgKAf+tUtcAAAUBGQsAAAAAAAAAAAAAABENAGEALgB0AHgAdAAAAAAA',
      ),
    ],
    [
      'Deflate',
      decoded(
        'N3q8ryccAAR/fCuPMgAAAAAAAAA+AAAAAAAAAJj68ANdyLkJACAQBMDcKrYFf9sxOEEQTS6wfMHo2AlnzS3wOAMdKlfdj8ARORJH5igclaOZeAEEBgABCTIABwsBAAEDBAEIDICIAAgKAf+tUtcAAAUBGQsAAAAAAAAAAAAAABENAGEALgB0AHgAdAAAAAAA',
      ),
    ],
    [
      'BZip2',
      decoded(
        'N3q8ryccAAQqj9P7SQAAAAAAAAA+AAAAAAAAAF0LsctCWmg5MUFZJlNZPM8yDAAALFmAABBAAD/AIyWEQCAAUKAGAAKqgNA8o2koQJEW45678iRIXEihQuKFhgZjA/F3JFOFCQPM8yDAAQQGAAEJSQAHCwEAAQMEAgIMgIgACAoB/61S1wAABQEZCwAAAAAAAAAAAAAAEQ0AYQAuAHQAeAB0AAAAAAA=',
      ),
    ],
    [
      'Zstandard',
      decoded(
        'N3q8ryccAAR31Vh9OAAAAAAAAABRAAAAAAAAAFjLLUEotS/9AFh9AQDobGluZSAxIG9mIGEgdGV4dApsaW5lIDIzNDU2NzgHAMAQgBxAGEAEIAcQlpApBgEEBgABCTgABwsBAAEkBPcRAQUBBQMAAAyAiAAICgH/rVLXAAAFARkDAAAAEQ0AYQAuAHQAeAB0AAAAFAoBACDHo7zdgN0BFQYBACCAgIEAAA==',
      ),
    ],
    [
      'LZMA behind Delta',
      decoded(
        'N3q8ryccAAS0U79hOgAAAAAAAABOAAAAAAAAANLuF+8ANhpKHw9eu4L+W5HrfIFeTXEj9OdFPtIqQGTlfiVbRw9XBGSW0aulnmmK1HIiwSqnwyZxkSk7eXQ5AQQGAAEJOgAHCwEAAiMDAQEFXQAQAAAhAwEDAQAMgIiAiAAICgH/rVLXAAAFARkNAAAAAAAAAAAAAAAAABENAGEALgB0AHgAdAAAAAAA',
      ),
    ],
  ])('%s', ([, archive]) => {
    expect(told(archive)).toEqual({ members: [A], others: [] });
  });
});

test('a file behind a filter for programs is told as it is, and that it may be another', () => {
  const archive = decoded(
    'N3q8ryccAARJBgsAKAAAAAAAAABOAAAAAAAAAOWqneAANhpKHwigK7FtBp3v7YyhP8gqD/L/9BsPkSDesBdfz60Qu7h4rqEAAQQGAAEJKAAHCwEAAiMDAQEFXQAQAAAEAwMBAwEADICIgIgACAoB/61S1wAABQEZDAAAAAAAAAAAAAAAABENAGEALgB0AHgAdAAAAAAA',
  );
  expect(told(archive)).toEqual({ members: [A], others: ['opaque'] });
});

test.for([
  ['PPMd', PPMD],
  ['BCJ2', BCJ2],
  ['a cipher', ENCRYPTED],
  ['a cipher, with its header', ENCRYPTED_HEADER],
] as const)('of a file that is packed by %s it is told that it cannot be opened', ([, base64]) => {
  expect(told(decoded(base64))).toEqual(OPAQUE);
});

describe('all files with bytes are told, and no folders', () => {
  test.for<[string, Buffer]>([
    ['packed together, with a packed header', SOLID],
    ['packed together, with a plain header', PLAIN_SOLID],
    [
      'packed one by one',
      decoded(
        'N3q8ryccAASlwY1M7gAAAAAAAAAhAAAAAAAAAC4wmOrgAIcAJ10ANhpKHwigK7FtBp3v7YyhP8gqD/L/9BsPkSDesBdfz60Qu7h4rqEAAOAAWAAjXQA2GkofCKBZIm0Gne/tjKE/yCoP8v/btV1kd2A6Ln49j6wAAADgADUAHV0ANhpKHwigK/DIVMKz6/zgeTngN1+0jJT5kcXwOAAAAACBMweuT6E/hbSKBRaZ5joYzi0lr+YGomAG7zD0zdKGbEpoGg3dwDYt31GhMCkpMe5gvxyyJ32xEfIbHzfnPCl7M7WHrjt99wR6X2aH5W3f0SnV6JqqQBkHeIvQrxTqqO2BUzDEUYUfDQgWZAAAFwZ/AQlvAAcLAQABIwMBAQVdABAAAAyAvgoBrWIUMgAA',
      ),
    ],
  ])('%s', ([, archive]) => {
    expect(told(archive)).toEqual({ members: MANY, others: [] });
  });
});

test('an archive of nothing has no members', () => {
  expect(told(decoded('N3q8ryccAASNm9UPAAAAAAAAAAAAAAAAAAAAAAAAAAA='))).toEqual({ members: [], others: [] });
});

test('it starts with the magic, and a member is where its folder is packed', () => {
  expect(COPY.toString('latin1', 0, 6)).toBe(SEVEN_ZIP_MAGIC);
  const [copied] = sevenZipMembers(COPY, new Budget(COPY.length));
  expect(copied).toMatchObject({ kind: 'member', from: 32, to: 32 + A[1].length });
  const ranges = [...sevenZipMembers(PLAIN_SOLID, new Budget(1000))].map(held => 'to' in held && [held.from, held.to]);
  expect(ranges).toEqual([0, 1, 2].map(() => [32, 32 + PLAIN_SOLID.readUInt32LE(12)]));
});

describe('damage is told, and what can be read is read:', () => {
  test('a wrong byte of a file', () => {
    const archive = Buffer.from(COPY);
    archive[32]! ^= 1;
    expect(told(archive)).toEqual({ members: [['a.txt', `m${A[1].slice(1)}`]], others: ['opaque'] });
  });

  test('a wrong checksum of the first header, or of the other', () => {
    for (const at of [8, 28]) {
      const archive = Buffer.from(LZMA);
      archive[at]! ^= 1;
      expect(told(archive)).toEqual({ members: [A], others: ['opaque'] });
    }
  });

  test('an archive that is cut off anywhere', () => {
    for (const archive of [COPY, LZMA, SOLID, PLAIN_SOLID]) {
      for (let length = 0; length < archive.length; length++) {
        expect(told(archive.subarray(0, length))).toEqual(OPAQUE);
      }
    }
  });

  test('packed bytes of which some are lost', () => {
    const data = PLAIN_SOLID.subarray(32, -174);
    const made = told(sealed(PLAIN_SOLID.subarray(-174), data.subarray(0, -12)));
    expect(made.others).toEqual(['opaque']);
    expect(made.members.slice(0, 1)).toEqual([A]);
  });

  test('any bit', () => {
    for (const archive of [COPY, LZMA, SOLID, PLAIN_SOLID]) {
      for (let bit = 6 * 8; bit < archive.length * 8; bit++) {
        const damaged = Buffer.from(archive);
        damaged[bit >>> 3]! ^= 1 << (bit & 7);
        const { members, others } = told(damaged);
        // The version is not looked at.
        if (bit >= 8 * 8) expect(others).not.toEqual([]);
        expect(members.join().length).toBeLessThan(1000);
      }
    }
  });
});

/** An archive of a header that is made by hand, in front of it what is packed. */
function sealed(header: Buffer, packed: Buffer = Buffer.alloc(0)): Buffer {
  const start = Buffer.alloc(32);
  start.write(SEVEN_ZIP_MAGIC, 'latin1');
  start.writeBigUInt64LE(BigInt(packed.length), 12);
  start.writeBigUInt64LE(BigInt(header.length), 20);
  start.writeUInt32LE(crc32(header), 28);
  start.writeUInt32LE(crc32(start.subarray(12)), 8);
  return Buffer.concat([start, packed, header]);
}

/** A number of eight bytes. */
function long(value: number): number[] {
  const bytes = Buffer.alloc(9, 0xff);
  bytes.writeBigUInt64LE(BigInt(value), 1);
  return [...bytes];
}

const HUGE = long(2 ** 40);
const LZMA_CODER = [1, 0x23, 3, 1, 1, 5, 0x5d, 0, 0, 16, 0];
/** The sections of a header, with a folder whose coders and sizes are given. */
const packs = (...sizes: number[][]) => [6, 0, sizes.length, 9, ...sizes.flat(), 0];
const folders = (coders: number[], sizes: number[], count = 1) => [
  ...[7, 11, ...long(count), 0],
  ...Array.from({ length: count }, () => coders).flat(),
  ...[12, ...Array.from({ length: count }, () => sizes).flat(), 0],
];
const header = (...sections: number[][]) => Buffer.from([1, 4, ...sections.flat(), 0, 0]);

describe('numbers that cannot be cost nothing:', () => {
  const coder = [1, 1, 0];
  test.for<[string, Buffer]>([
    ['of packed streams', header([6, 0, ...HUGE, 9, 1, 0])],
    ['of folders', header(packs([1]), [7, 11, ...HUGE, 0, ...coder, 12, 1, 0])],
    ['of coders', header(packs([1]), [7, 11, 1, 0, ...HUGE, 1, 0, 12, 1, 0])],
    ['of the streams of a coder', header(packs([1]), [7, 11, 1, 0, 1, 0x11, 0, ...HUGE, ...HUGE, 12, 1, 0])],
    ['of the properties of a coder', header(packs([1]), [7, 11, 1, 0, 1, 0x21, 0, ...HUGE, 12, 1, 0])],
    ['of files in a folder', header(packs([1]), folders(coder, [1]), [8, 13, ...HUGE, 9, 1, 1, 1, 0])],
    ['of files in a folder, and no sizes', header(packs([1]), folders(coder, [1]), [8, 13, ...HUGE, 0])],
    ['of checksums', header([6, 0, ...HUGE, 10, 1, 0])],
    ['of bytes of a property', Buffer.from([1, 2, 1, ...HUGE, 0, 0])],
    ['of files', Buffer.from([1, 5, ...HUGE, 14, 1, 0, 0, 0])],
    ['of a packed header', Buffer.from([23, ...packs([1]), ...folders(LZMA_CODER, HUGE), 0])],
    ['no coders', header(packs([1]), folders([0], []))],
    ['no inputs', header(packs([1]), folders([1, 0x11, 0, 0, 1], [1]))],
    ['coders in a circle', header(packs([1]), folders([2, 1, 0, 1, 0, 0, 0], [1, 1]))],
    ['an unknown section', Buffer.from([1, 99])],
    ['an unknown kind of header', Buffer.from([24])],
    ['a header that is packed twice', Buffer.from([23, ...packs([1]), ...folders(coder, [1]), 0])],
    ['names that end in the middle', Buffer.from([1, 5, 1, 17, 200, 0, 97, 0])],
  ])('%s', ([, made]) => {
    const start = performance.now();
    expect(told(sealed(made, Buffer.from([23])))).toEqual(OPAQUE);
    expect(performance.now() - start).toBeLessThan(500);
  });

  test('of files that are not there, behind one that is', () => {
    const names = [0, ...Buffer.from('a\0', 'utf16le')];
    const made = Buffer.from([1, 4, ...packs([1]), ...folders(coder, [1]), 0, 5, ...HUGE, 17, 5, ...names, 0, 0]);
    expect(told(sealed(made, Buffer.from('x')))).toEqual({ members: [['a', 'x']], others: [] });
  });

  test('the checksum of a folder is not that of one of its files', () => {
    const crc = Buffer.alloc(4);
    crc.writeUInt32LE(crc32('xy'));
    const folder = [7, 11, 1, 0, ...coder, 12, 2, 10, 1, ...crc, 0];
    const made = sealed(header(packs([2]), folder, [8, 13, 2, 9, 1, 0]), Buffer.from('xy'));
    expect(told(made).members.map(([, text]) => text)).toEqual(['x', 'y']);
    expect(told(made).others).toEqual([]);
    expect(told(sealed(header(packs([2]), folder), Buffer.from('xz'))).others).toEqual(['opaque']);
  });

  test('of where the header is', () => {
    for (const at of [12, 20]) {
      const archive = Buffer.from(COPY);
      archive.fill(0xff, at, at + 8);
      archive.writeUInt32LE(crc32(archive.subarray(12, 32)), 8);
      expect(told(archive)).toEqual(OPAQUE);
    }
  });

  test('of bytes that a folder unpacks to', () => {
    expect(told(sealed(header(packs([1]), folders(LZMA_CODER, HUGE)), Buffer.from([0]))).others).toEqual([
      'bound: : the archive unpacks to more than 32 MiB in all',
    ]);
  });

  test('many folders that claim much, and have nothing', () => {
    const count = 2000;
    const made = header(packs(...Array.from({ length: 100 }, () => [6])), folders(LZMA_CODER, long(30 << 20), count));
    const start = performance.now();
    const { members, others } = told(sealed(made, Buffer.alloc(600)));
    expect(performance.now() - start).toBeLessThan(5000);
    expect([members.length > 0, others.length]).toEqual([true, count]);
  });
});

describe('within the budget', () => {
  /** A budget of which so many bytes are left. */
  function left(bytes: number): Budget {
    const budget = new Budget(1);
    budget.charge(budget.room - bytes);
    return budget;
  }

  test('a folder is not unpacked that is larger than what is left', () => {
    const size = MANY.map(([, text]) => text!.length).reduce((a, b) => a + b);
    const why = 'the archive unpacks to more than 32 MiB in all';
    expect(told(PLAIN_SOLID, left(size - 1))).toEqual({ members: [], others: [`bound: a.txt: ${why}`] });
    const budget = left(size + 1000);
    expect(told(PLAIN_SOLID, budget).members).toEqual(MANY);
    expect(budget.room).toBeLessThanOrEqual(1000);
    expect(told(PLAIN_SOLID, left(size)).members).toEqual(MANY);
    // The header needs some of it, too.
    expect(told(SOLID, left(size)).others).toEqual([`bound: a.txt: ${why}`]);
    expect(told(SOLID, left(10)).others).toEqual(['opaque']);
  });

  test('no more members than there may be are told', () => {
    const budget = new Budget(1);
    let taken = 0;
    budget.member = () => ++taken <= 2;
    expect(told(SOLID, budget)).toEqual({
      members: MANY.slice(0, 2),
      others: ['bound: folder/é.txt: too many members'],
    });
  });
});

test('any bytes behind a header are survived', () => {
  const random = rng(7);
  const sections = [packs([9], [9]), folders(LZMA_CODER, [99]), [8, 13, 2, 9, 50, 0], [0, 5, 2, 17]];
  for (let i = 0; i < 3000; i++) {
    const some = sections.slice(0, integer(random, 0, sections.length)).flat();
    const made = Buffer.concat([Buffer.from([1, 4, ...some]), randomBytes(random, integer(random, 0, 60))]);
    const held: Held[] = [...sevenZipMembers(sealed(made, randomBytes(random, 18)), new Budget(1))];
    expect(held.length).toBeLessThan(100);
  }
});
