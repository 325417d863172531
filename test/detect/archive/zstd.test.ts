import { describe, expect, test } from 'vitest';
import { unzstd } from '../../../src/detect/archive/zstd.ts';
import { integer, oneOf, type Rng, bytes as randomBytes, rng } from '../../generate/random.ts';

const MOST = 1 << 24;
const MOST_BLOCK = 128 << 10;
const WORDS = 'the frame of a block holds its literals and what they repeat from where it was before'.split(' ');

function prose(seed: number, length: number): Buffer {
  const random = rng(seed);
  let made = '';
  while (made.length < length)
    made += oneOf(random, WORDS) + oneOf(random, [' ', ' ', ' ', '.\n']) + integer(random, 0, 99);
  return Buffer.from(made.slice(0, length));
}

const few = (random: Rng, length: number): Buffer => randomBytes(random, length).map(b => b & (b >> 3) & 7) as Buffer;
const ofBase64 = (text: string): Buffer => Buffer.from(text, 'base64');

/** Some blocks of the same few bytes are between what is repeated. */
const far = (): Buffer =>
  Buffer.concat([prose(2, 400), Buffer.alloc(300_000, 'ab'), prose(2, 400), Buffer.alloc(200_000, '.'), prose(2, 300)]);

const ABC = ofBase64('KLUv/QRYGQAAYWJjmQl3rQ==');
const SIZED = ofBase64(
  'KLUv/WSKAXULAPZSNRtwJ3EDzvZTTWvNPomhpqqqYGlll9z8rPr7NwIvAC4ALAB8yG9pIKDO/tGIzidUDhcj+SMRmC8QwAoARS8fECSDDgtqaMtvBPkAM1b3laEGQjggSHveiD1sxFHSRa+GdpAW3jxsSRUoI/uKDo9EOAc10Seyh/lCHh0qgy0FsAEE6p/DqjmQjKX7LeVQDU35i61BbPjnqfThKX0OjyIZqhGFKXq4bEgvG3M2F4cpF2M2X6z3i50sh7svGC2FPCxfrJTDrYeJ9MegYMNqImajnPxEMpvwWz8gIEKjnLsbXFKNNQnJHGNRItFwuyKcmS1Sg0EwAs9h9B51J3KtKEgXEScUCZDnmHHiXl4UmoF2M95qymuzbjh8tT46QG0jWjqgR+NieoSCRhxtsF0md5fvTvcHgsB4GxqqhJGBqd6/0ohfubbAt8PthiPsiDyhkGu2jrnVyAnBJB9jDnZgEwaHGDGwxOE/hwfxHsCaTwctPfU=',
);
const UNCHECKED = ofBase64(
  'KLUv/WCKAZUKADZRMBaQuwFbwoq2PH//7e4MSZmZRGTRbirPLAAoACkAhMN+P5tX/GZjCXVQ0GbTHPc0AuUAmGVKIWmKoT6OeO35CpSIwgz/6RhHOAHaK1/RqK9YjD7xYpy8F/U1tzhmP5mhrsUecTbUu8lQHaMMDmhH9XwtvJ0OaczAnZ0SqiMeew5KK+YKrWzpUdcv1OZojHvFoRKjtiv07UqlKwyobd3V99rU3YrTWtSU0vJHzbiXcTbCoRDNy9wV+3q2fbRewT7Xcg5EqFFEmphImLAg2jMgQoScNA9AjkLVAVxCerUmDEOn3FQ10e3trvwMGFkPAoI77GVYYe8otY9sKPDeSNi1ZH7gEk6rtlmrYNzbVrIQ0Q6MbatHAorjlezHvv7zDmJshySuSosvrz9+2LzL2wCMdmTuh3s15q8nczLzzBHGScZmbh7i9FxNLj1ygqICzKkG',
);
const FAR = ofBase64(
  'KLUv/QRoHAcAcokcF5C7AVvCAW15/v5xdw0ykzKJmKLuPNABwTvQuZmeq8wUSsx3t1V38wwAVy6GvoBirc2uzfi+cFilotSOz1i+3igl47OtvBKbd3bxfWOa2+YWogWqsRWvFR7CggS6idKg/GLYIO/aMxBWTBZH8MKWvCMCMaixTBtJQaHWsgYghCBjmB2xQG5t7f///x1r/rkaiQOjNY7SZ1uNDCSdIWudYwSxY/CgMsU6ChX+f/VIJHIx/5V9EFbcYau8XLm/1d9hIQc8Z3A7dhF/SPk5JWyP0mfFccP4K9inSHy/4FSEmVVEAAAAAQD9//ILBJQAAAguAwD8aLhcGucqQSq0VXQABG0AAAACACnTDqMKPaTyCwRB3wU3',
);
const BLOCKS = ofBase64(
  'KLUv/QQAbA4AxtU5FaDrcJu+f/58/wBwkZKSkuSd7Q/WYTgAMwAxAMSyWL52Uq1ZiBbknoMATXsMhGFSj7EW2bUEaAjOA/of7wEKaPFa0wooPalkaQjWi1rxKN8hLEgQnayfcVK7n69/zoAsxSpLijFx9T0GqjamNQt9aVLpeItdk/JOilg0F54DQM3OeYxGdfYXwPNivFrZXvrCAxYff/4mNSgAMl67mfj+zEm14mGf1HNSm6p4numt3ouHjn+teDj7A5ronduezxYyff5EdvXkPoBZUurJu9LX8v4eq+s3alK+33vEsp+IzbwsVz8pZ34BdahRVBdVUClIZeswRICQursBINBJ2wYWBCHC8laI0wMZUTHuNYEqIEd0pq1y1iKhPMmA6ZF495M3pe4QuQecso5RaaahIfF8ph8pzIfuus0igBWo+o1T4To174QsgLQrSJLW+7ktKCEg/nBi9sVLTbBzgNglvwydN4ap7G+d5xgN9Ka6xVVeN41Tghu8gnatyYePUDA8ETBNV604pxYgJH+Vy85Y8Si3C00ENVcBy+UxT/ojN+mTTyXPIDNDtdww+IRU1WEUh/Xtlb9+mezb1Ubw6AA7/jr4pKRH7jCrW79TplXcCwCTjR1F4iWV3e+ZutgHKPOkki1nr43/7Ht9jJklW+9MEQ94fv2k2OcBkDrysXuWvAyb+WM378pGZnVMaruT9T3n3vq1mIgrm1PfORfq/TJjmd/tiM6PwZYxpgfwnx+AC7nRGcM9YPkeQ91vF1P3PZ+f+TM/gAHs9ZkDgIu8cFSTtAY0XmZWCoDOQIXahTpZi9xoHCx5i4wgfJY4SUTPIbWMlnfFS2HWkNl1VRQOXBGMpvFTkB9rho9jauScwgRjSIm4eo/hockyISplAZtHKBQHlk5yZVoOrxu15a5xKkKyHpLhDgEIb1hRbMsY0ytpY1xtJaPKKkSZYLGObNAoG6y8YHR/S7b4OreI40omh2WKUuqrxGKQk0RwzUYK/zt1xSuyQVe5Rb3p7DdRVKBj3GjEp9Sk4uSQJ4V2bZCeTUJ407y0FNa7IQaWMqOlgXwAQjWmpUg+TTxaETFH+OpTTeMU429Sf/UqDSnpOYnkQEgWyuRkhyqdbs4/tw8CpQYAwwcRzfYBK9uTak+WuN43KYB9NnP9AzD7l9cPeOZDZ04/Ylk8gGX+Yrq8jP0/cRc7wJdYFks/ZZ3/yLhJKfvERPVb/L7rtz9FuHCSk7QZIIxJSR0puhBRJK2gP0NQOdWLRN312PZrlhXmvgycp5uM0evUXY3pEvvxFbM9VYaGY10m9BUzMKaXMFPDUeXlXoCU7kRslAr7nLo2SZUZlTnhqZuDrHOYJmoevfI+MVZRuVsL16lM1iwxWwAEh9+p+ftT+tu4pGl4A59JAoWYDLe7/nRgDg9pdwa4',
);

describe('what zstd has packed is unpacked:', () => {
  test.for<[string, Buffer, Buffer]>([
    ['nothing', Buffer.alloc(0), ofBase64('KLUv/SQAAQAAmenYUQ==')],
    ['three bytes', Buffer.from('abc'), ABC],
    [
      'random bytes, as they are',
      randomBytes(rng(1), 53),
      ofBase64('KLUv/QBYqQEAyEb+tgMA4CjCpOrReWACnJ3bQgHG5BRnI8AuLw9+XYnxpaj7jXXBRMDE9+/PD35ppWYLmuo='),
    ],
    [
      'one byte again and again, its length declared',
      Buffer.alloc(300_000, 'x'),
      ofBase64('KLUv/aTgkwQAVAAAEHh4AQD7/znAAgIAEHgDnwR4j3Kbog=='),
    ],
    [
      'a text, level -1',
      prose(1, 650),
      ofBase64(
        'KLUv/QRIbRAAZBt3aGVyZSA5OWZyb20gMGl0IDc2dGhleS4KODJhbmQgMXRoZXkgODVibG9jayA3N3dhcyA0MG9mLgoxOGEgNDlpdHMgOTR0aGV5IDk4d2hhdCA3Lgo3NmJlZm9yZS4KODF0aGUgNDQ2MGEgNTBhbmQgOTh3YXMgMzN3YXMuCjg1IDk0cmVwZWF0Lgo0IDk3d2hhdCAxNWFuZCA4M3RoZSA1MXdoYXQgOTB0aGV5IDUzaXQuCjZpdCAzNmFuZC4KMjcgMjJ0aGUgNzZ3YXMgOTB3aGF0IDI3dGhlIDY5ZnJvbS4KNTFvZi4KMTJsaXRlcmFscy4KMzkzd2hhdC4KOTFhIDMwdGhlIDcyLgo3OHdoZXJlIDI2b2YgNzV0aGUuCjExNiA2NWZyYW1lIDY5aXRzIDQ1d2FzLgo3aXRzIDMzIDk4aXRzLgo4MzA5NGEgNzRmcm9tIDc1aXRzLgoyNzc4NDU2aG9sZHMgNThmcm9tIDQ2dGhlLgo1OHdhcy4KNjA5NzMxMW9mIDEuCjQzOTFhIDE1MjZ0aGV5IDY2LgoxNDNvZiA2OW9mIDI3aXQgNzdvZjRhLgofALmIEmyGWzyRu0skiwwid2jgHaRno+6WXBs5LMzAIx0uYwa6bIZrsYJrtK5DWO1AASOpzeSVmi8/ZLUi6MRGsDjGLiTGXkKmYR1YjCE+YQTpDSoKBy099Q==',
      ),
    ],
    ['a text, level 3', prose(1, 650), SIZED],
    [
      'a text, level 19',
      prose(1, 650),
      ofBase64(
        'KLUv/QRolQoANlEwFpC7AVvCirY8f//t7gxJmZlEZNFuKs8sACgAKQCEw34/m1f8ZmMJdVDQZtMc9zQC5QCYZUohaYqhPo547fkKlIjCDP/pGEc4AdorX9Gor1iMPvFinLwX9TW3OGY/maGuxR5xNtS7yVAdowwOaEf1fC28nQ5pzMCdnRKqIx57Dkor5gqtbOlR1y/U5miMe8WhEqO2K/TtSqUrDKht3dX32tTditNa1JTS8kfNuJdxNsKhEM3L3BX7erZ9tF7BPtdyDkSoUUSamEiYsCDaMyBChJw0D0COQtUBXEJ6tSYMQ6fcVDXR7e2u/AwYWQ8CgjvsZVhh7yi1j2wo8N5I2LVkfuASTqu2Watg3NtWshDRDoxtq0cCiuOV7Me+/vMOYmyHJK5Kiy+vP37YvMvbAIx2ZO6HezXmrydzMvPMEcZJxmZuHuL0XE0uPXKCogLMqQYHLT31',
      ),
    ],
    ['a text, level 22, its length declared and no checksum', prose(1, 650), UNCHECKED],
    [
      'few different bytes, whose weights are not packed',
      few(rng(5), 600),
      ofBase64(
        'KLUv/QRItQYAxiIvhlMxMRAsACsALABBMpybuExgnKaJNePGRJBOfpmcwllnObzVZ2qTXilRpFa1tY3hgBgwGhyFAym9VxPqIt9IQaLNzQrxoUydDwdkdBa2YXfhITXmjrBEHD7SWTGZewIKYgwPdRPTtsLWELkC6KfkRBLYvxoLPRoUQAZacjZagy55yZQs24TISdHBZdbdA3NXQjo2NsEaGMApYWF2QFguknQ4rEUTB+4qH7KPSSSvuuabbheFgCQjlIlJ4QkHAJc3L9xahiWLfAIsW1RauYXAUNuCKNyjHn4=',
      ),
    ],
    ['repeats from some blocks before', far(), FAR],
    ['blocks that use the tables of those before', prose(3, 2600), BLOCKS],
  ])('%s', ([, plain, packed]) => {
    for (const most of [plain.length, MOST]) {
      const { bytes, ...others } = unzstd(packed, most);
      expect(others).toEqual({ consumed: packed.length });
      expect(bytes.equals(plain)).toBe(true);
    }
  });
});

const PROSE = prose(1, 650);
const SKIPPED = Buffer.concat([Buffer.from([0x5f, 0x2a, 0x4d, 0x18, 3, 0, 0, 0]), Buffer.from('abc')]);

describe('frames', () => {
  test('that follow each other are one content, without those that are to be skipped', () => {
    const packed = Buffer.concat([SKIPPED, ABC, SIZED, SKIPPED, SKIPPED, BLOCKS, FAR, SKIPPED]);
    const plain = Buffer.concat([Buffer.from('abc'), PROSE, prose(3, 2600), far()]);
    const { bytes, ...others } = unzstd(packed, plain.length);
    expect(others).toEqual({ consumed: packed.length });
    expect(bytes.equals(plain)).toBe(true);
    expect(unzstd(SKIPPED, MOST)).toEqual({ bytes: Buffer.alloc(0), consumed: SKIPPED.length });
  });

  test('end where no other begins', () => {
    for (const rest of ['\0\0\0\0\0', 'plain text', '\x28\xb5\x2f'])
      expect(unzstd(Buffer.concat([ABC, Buffer.from(rest, 'latin1')]), MOST)).toEqual({
        bytes: Buffer.from('abc'),
        consumed: ABC.length,
      });
  });

  test('that are none are damaged', () => {
    for (const packed of ['', '\x28\xb5\x2f', 'plain text', '\x37\xa4\x30\xec\0\0\0\0'])
      expect(unzstd(Buffer.from(packed, 'latin1'), MOST)).toMatchObject({ bytes: Buffer.alloc(0), problem: 'damaged' });
  });

  test('of which the last one is skippable and cut off are damaged', () => {
    for (let length = 4; length < SKIPPED.length; length++)
      expect(unzstd(Buffer.concat([ABC, SKIPPED.subarray(0, length)]), MOST)).toMatchObject({
        bytes: Buffer.from('abc'),
        problem: 'damaged',
      });
  });

  test('with a dictionary are not known, with one of id 0 they need none', () => {
    expect(unzstd(frame([0x21, 7, 3], raw('abc')), MOST)).toMatchObject({ problem: 'unknown' });
    expect(unzstd(frame([0x23, 0, 0, 1, 0, 3], raw('abc')), MOST)).toMatchObject({ problem: 'unknown' });
    expect(unzstd(frame([0x21, 0, 3], raw('abc')), MOST)).not.toHaveProperty('problem');
  });

  test('may declare a window or a length beyond all memory', () => {
    expect(unzstd(frame([0, 0xff], raw('abc')), 3)).toEqual({ bytes: Buffer.from('abc'), consumed: 12 });
    const long = frame([0xe0, 0, 0, 0, 0, 0, 0, 0xff, 0], raw('abc', false), raw('def'));
    expect(unzstd(long, MOST)).toMatchObject({ bytes: Buffer.from('abcdef'), problem: 'damaged' });
    expect(unzstd(long, 4)).toMatchObject({ bytes: Buffer.from('abcd'), problem: 'full' });
    expect(unzstd(long, Number.POSITIVE_INFINITY)).toMatchObject({ bytes: Buffer.from('abcdef') });
  });

  test('of another length than they declare are damaged', () => {
    expect(unzstd(frame([0x20, 3], raw('abc')), MOST)).not.toHaveProperty('problem');
    for (const length of [0, 2, 4])
      expect(unzstd(frame([0x20, length], raw('abc')), MOST)).toHaveProperty('problem', 'damaged');
  });
});

describe('of what is not whole', () => {
  test.for<[string, Buffer, Buffer]>([
    ['a frame', SIZED, PROSE],
    ['a frame without a checksum', UNCHECKED, PROSE],
    ['a frame of several blocks', BLOCKS, prose(3, 2600)],
    ['a frame of large blocks', FAR, far()],
  ])('there is what was before the cut: %s', ([, packed, plain]) => {
    for (let length = 0; length < packed.length; length++) {
      const { bytes, problem } = unzstd(packed.subarray(0, length), MOST);
      expect(problem).toBe('damaged');
      expect(bytes.equals(plain.subarray(0, bytes.length))).toBe(true);
    }
    expect(unzstd(packed.subarray(0, -1), MOST).bytes.length).toBeGreaterThan(packed === UNCHECKED ? -1 : 0);
  });

  test('a changed bit is noticed wherever it matters', () => {
    for (const [packed, plain] of [
      [SIZED, PROSE],
      [BLOCKS, prose(3, 2600)],
    ] as const)
      for (let bit = 0; bit < 8 * packed.length; bit++) {
        const changed = Buffer.from(packed);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        const { bytes, problem } = unzstd(changed, MOST);
        expect(problem !== undefined || bytes.equals(plain), `bit ${bit}`).toBe(true);
      }
  });

  test('all bytes are there if only the checksum is wrong', () => {
    const changed = Buffer.from(SIZED);
    changed[SIZED.length - 1]! ^= 1;
    expect(unzstd(changed, MOST)).toMatchObject({ bytes: PROSE, problem: 'damaged' });
  });

  test('random changes do no harm', () => {
    const random = rng(4);
    for (let i = 0; i < 3000; i++) {
      const changed = Buffer.from(oneOf(random, [SIZED, BLOCKS, UNCHECKED]));
      for (let count = integer(random, 1, 5); count > 0; count--)
        changed[integer(random, 0, changed.length - 1)] = integer(random, 0, 255);
      expect(unzstd(changed, 5000).bytes.length).toBeLessThanOrEqual(5000);
    }
  });
});

test('no more is unpacked than is asked for', () => {
  const plain = far();
  for (const most of [0, 1, 100, 400, MOST_BLOCK - 1, MOST_BLOCK, 300_000, plain.length - 1]) {
    const { bytes, problem } = unzstd(FAR, most);
    expect(problem).toBe('full');
    expect(bytes.equals(plain.subarray(0, most))).toBe(true);
  }
});

describe('blocks', () => {
  /** One literal, and one table of one symbol for each kind of code. */
  const sequences = (count: number[], codes: number[], bits: number[]) =>
    block(2, Buffer.from([0x09, 0x61, ...count, 0x54, ...codes, ...bits]));

  test('may repeat their only literal, by tables of one symbol', () => {
    expect(unzstd(frame([0, 0x38], sequences([1], [1, 0, 10], [1])), MOST)).toMatchObject({
      bytes: Buffer.alloc(14, 'a'),
      consumed: 17,
    });
  });

  test.for<[string, number[], number[], number[]]>([
    ['claim more than a block may hold', [255, 255, 255], [0, 0, 52], [255, 255, 255, 1]],
    ['claim more than their bits tell', [255, 255, 255], [0, 0, 0], [1]],
    ['claim sequences without literals and bits', [255, 255, 255], [0, 0, 51], [1]],
    ['leave bits', [1], [1, 0, 10], [2]],
    ['copy more literals than there are', [1], [2, 0, 10], [1]],
    ['repeat what is before the frame', [1], [1, 1, 10], [3]],
    ['repeat what is far before the frame', [1], [1, 31, 10], [255, 255, 255, 255]],
    ['have a code that there is not', [1], [36, 0, 10], [1]],
    ['have no bits', [1], [1, 0, 10], [0]],
    ['end early', [1], [1, 0, 10], []],
  ])('that %s are damaged, at once', ([, count, codes, bits]) => {
    const packed = Buffer.concat([ABC, frame([0, 0x38], sequences(count, codes, bits))]);
    const began = performance.now();
    const { bytes, problem } = unzstd(packed, 2 ** 32);
    expect(performance.now() - began).toBeLessThan(1000);
    expect([bytes.toString(), problem]).toEqual(['abc', 'damaged']);
  });

  test('hold no more than the window', () => {
    const window = 1 << 10;
    const repeated = (length: number) => block(1, Buffer.from('x'), length);
    expect(unzstd(frame([0, 0], repeated(window)), MOST)).toMatchObject({ bytes: Buffer.alloc(window, 'x') });
    expect(unzstd(frame([0, 0], repeated(window + 1)), MOST)).toHaveProperty('problem', 'damaged');
    expect(unzstd(frame([0, 0], raw('x'.repeat(window + 1))), MOST)).toHaveProperty('problem', 'damaged');
    expect(unzstd(frame([0, 0x80], repeated(MOST_BLOCK + 1)), MOST)).toHaveProperty('problem', 'damaged');
  });

  test('of the fourth type are damaged', () => {
    expect(unzstd(frame([0, 0], block(3, Buffer.from('abc'))), MOST)).toHaveProperty('problem', 'damaged');
  });
});

/** A frame with these bytes between its magic number and its blocks. */
function frame(header: number[], ...blocks: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, ...header]), ...blocks]);
}

function raw(content: string, isLast = true): Buffer {
  return block(0, Buffer.from(content), content.length, isLast);
}

function block(type: number, content: Buffer, length = content.length, isLast = true): Buffer {
  const head = Buffer.alloc(3);
  head.writeUIntLE((length << 3) | (type << 1) | (isLast ? 1 : 0), 0, 3);
  return Buffer.concat([head, content]);
}
