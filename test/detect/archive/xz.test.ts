import { describe, expect, test } from 'vitest';
import { unxz } from '../../../src/detect/archive/xz.ts';
import { integer, oneOf, bytes as randomBytes, rng } from '../../generate/random.ts';
import { makeXz, type XzOptions } from '../../generate/xz.ts';

const MOST = 1 << 24;
const WORDS = 'the range of a stream is narrowed by each bit and grows again when its top byte is known'.split(' ');

function text(seed: number, lines: number): Buffer {
  const random = rng(seed);
  let made = '';
  for (let line = 0; line < lines; line++) {
    made += `${line}`;
    for (let left = integer(random, 1, 9); left > 0; left--) made += ` ${oneOf(random, WORDS)}`;
    made += '\n';
  }
  return Buffer.from(made);
}

/** Unpacks, and expects no more than a prefix of `content` in any case. */
function prefixOf(content: Buffer, packed: Buffer, most = MOST): ReturnType<typeof unxz> {
  const made = unxz(packed, most);
  expect(made.bytes.equals(content.subarray(0, made.bytes.length))).toBe(true);
  return made;
}

const TEXT = text(13, 8);
/** `xz --check=crc32` of the text. */
const PACKED = Buffer.from(
  '/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4ADBAHtdABgICMh/JXqoErePxiKUBl3FIjJCN3QdhNWH/yUC7EdvQ/aQcYcH4YLyNiGPnkwYyIud6yI9y2PIlHcDLL3fsk5Z2MMmmJY1pGbTXrjhaldUuj3OUsHKasjPwkKLacFy6EZ5lvImVjDkF7+yCKQIhJ+bYf1J1el3pJ4lxwAA73krswABkwHCAQAAOtVBuD4wDYsCAAAAAAFZWg==',
  'base64',
);

describe('what xz has packed is unpacked, whole or cut off:', () => {
  test.for<[string, Buffer, string]>([
    [
      'a text, level 0, checked by CRC32',
      text(1, 40),
      '/Td6WFoAAAFpIt42AgAhAQwAAACPmEGc4AQyAbxdABgICafnPVnBvJKWja/dYyGlpg6bX11i0KrlO5CtEK8tJ1p+wJu6rySiTbTyJOLkwrSdsnbmScArP1S7L9tvMh2dyRLJe5ckmv8aFh/jfASQ39kXNoOLlce6IxHvw9IIiU/ZJpJKs8nHfYxLKPZ2KYvtCHdiVQdJqy/XLwMsyi6jnfoTS07FLpMV4ffV3gF0CFZjUMosS5BIcTb3BBwZZGLAXtVMBvTgksZuV7dRMpBPvZX8FlGUFzW5wDgLhEJv2mmIn0jP1YN5LrQXD3snByARoJ6E2H7DW1aclgdFkwgAgcqVukVFnLlsV9ySNegHaSunPNjREQEUpzk8UO6auI21OsfJkew9Vez+I2khpgCEM+TSTSJv1LbmCWptWT5u/oWWOlDj+k9PBsBrmREwZUJpJfohs2SDX6/WyWfLAkPA985dw/9JiebyzCcdXne4kiiz8OHboPzu+YXdn0lCoNm5dwejivGzsBTFdTmJqhIPRICN3s2lkX52AgtIkJh0zZpScAqwZ39JhTPirqIEpffyuGpEXCuV+vVI2PP4JSzmDk2fUJjTaVGU2KoTyBxNmGQwof/2izThtdyGDACFZddjAAHUA7MIAAD4QI4MPjANiwIAAAAAAVla',
    ],
    [
      'a text, level 6, checked by CRC64',
      text(2, 30),
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AKoATRdABgICSbputHqidQtmfdn9N/5b/7zkGtkjuIP74VarGUP7KjHVsOPo1x8H3muPDb3M4QUMjO1s/ZxWcR1YL8s/+XREjd+dNcKluHMf+RiYy3wdpCESLPKx+eL2DMlY1wM4ax2zDXnIKKWHbjEmy8YCdGqcG0SMcphBFeQyuoQccf4hHtF1/Y5sjrlQVmILfh+WyqR7Embs14P7FxcDP8NVfVe64LbICk4So4QhEIVVWuMVFdXzCQ1jt+6SnXDw7m/UZ0LVgNbsmrmremo+bbMHrWiUYIIPnOn0RYA01C8sGBA/rE5btzoio02Di8lmKSLLUFT7wqPyVfkvPjtrsZYJpizAMnKqzRMcMjWCesOBdh79trYrWZIaW88uHYtjxwTTUxBQh7AdW0XPm1D9jW/gY8CLagAACPm0se5xF7cAAHQAqkFAAD2DwOdscRn+wIAAAAABFla',
    ],
    [
      'a text, level 9e, checked by SHA-256',
      text(3, 30),
      '/Td6WFoAAArh+wyhAgAhARwAAAAQz1jM4AMFAVBdABgICKdpjgv1/o4JfGGok/gG8ksInfBRgoN/Hi5y9ITnYpJal7XDUfeBu4OZxXxOMF1W4weUKI3rooM6jm2Znm6UasQizSYwO3RNeVO162mgxDXvReY+cDWeX6pvUALgFTe+Y69lxYeTJ1f0IH+Pajb/G/YjMCMofvae8r44ebSRIJOZpwQsZo8iBDJ6dmRc8NGhEIlaMS6VwTxC5QufX+q0W3bwgy7S+bgsqusun9Y4hR02aANjbSsw2KkIaBjL7rRehkemWZS+x790Mud/PePFnEiZ+DStRVwtP7s1c3wMuXC8dZ2KWdX7jK/iml7jXVvnX3tAJKAjRrVHLIApolyB356/TZMR1rzEpfHwqn5Kdd6I+qoRPRYFQU61fDO+yyLP7ZNMO65FSf+Bd5fwem8/Ud7jMxA5ZoUH6i/tadxsck9pbDTJt4CjTxtZpBCuZgA0jdmSJgsOq9kpl627gEq1WR545fu6JaYB3g/tg0T40AABhAOGBgAAlm1rzbbp3xwCAAAAAApZWg==',
    ],
    [
      'a text, without a check',
      text(4, 20),
      '/Td6WFoAAAD/EtlBAgAhARYAAAB0L+Wj4AIIAPddABgICuep71iQEz7pkJtJmVDNKOS9vVxJTSFT/lSjTs+Bnp1rWe/9drCK7/wKNnQ+tUFukumAFEVo+NNGEtRTbFor0xwssCMwh0NlgJDtDAF5g8hDA90yWLBkN0LA2xVcyxwQKyDRMIUWQsvuOYPsMhK3AsPnTDYB4gyuDshPrBotCXq16McV6h/4O1WeGPoKf19kxNRboZ6sJHiaBGT1AcLGXcsr67YqoHhrragQBiL57K/a2NrdbnNz5Q7EIs0nWWV2LV4DWr0TUZDoomzZ2Rewlp2rXobgpXE6Fz4TRoGCT6De64+8Pq5oEzb7SwlhfcI5QJ0JxmEAAAABiwKJBAAAyzK6WqgACvwCAAAAAABZWg==',
    ],
    [
      'a text, with other numbers of bits',
      text(5, 20),
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AHSAPcSABgISUhXTxLnhwou4zlcIlf6djfYYsq7gYgpWIoM7SPC+hsH/R8f0yCkceCebIUujXLnOmpuFZb7YvJBKZ+pHYrjYf7GfB9r/jtorFixPzajxiG/LuFiKsIegajAlCITvZE7E+x810MnjdmTjsaSvsFE1NsM5JK32BPfh5mq+4NtRzbjPAw7BcCJwC2QH1T7+t8/EjYrT3jTmXyhHDgzca/BpWpQqlNbMF9RUz6TMfjHmBVkDKu/cVztKGVZqR9AAlIe1PYZphKYvxEY0HJSfgBZSHJRQdnO3NMQDfCLbgT/G+k6E1aTFUhDg78LNtnd5WyIcVxQuwAAAPEIm2zf5fGiAAGTAtMDAAB+S8AUscRn+wIAAAAABFla',
    ],
    [
      'a text, with no bits of the position, and most of the literal',
      text(6, 20),
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AF6AMu4ABgICScxAeqmhV7qZW2FpAKbdfM8WOlJtmZBco7ukXoP86QHfvQQh5xuz7n4KLdXhcXxkkYQJhVbU9X9Cq5CuWLZ4C3hQ1b/sDeIzIoLztqcYHsIYGTJCLwLj9xm2YCrMGU+5g3RBpHj2bDljV8+i/Ht8ip/pn60A4XZ14UVluFSTZnsxwjX2OSf7j4KBG1WcTTREtJBMBuYOVShDIux4xWwq8dVyhBFGsBybX54mEDVemzK6qnMLrDgxER3QSeph5qvJxYX/aiXRXRrAADfkPyiQVTQbAAB5wH7AgAAn5OXp7HEZ/sCAAAAAARZWg==',
    ],
    [
      'a text in blocks',
      text(7, 30),
      '/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4AHzAOxdABgICMh/JT4k4BKqjCTZM12BwxIExWG0QeGGwFlCAVx2/DaQd8JXlgdshzWGvnfKXjKv9buZ0KqHu3mkY44sR5QESg79cxKkWQNIWsBTR5bl4WQopz1SdJghgvoBg00YLD5rSCQzKCHarqeMPBefaVyp1D8IJBNXFZm50FgRsrPlIgQeILCilCEUQ4DBpfK6dQF66xHte3EJiif4cOO78LW4B4p5a3L0QtEbaaq0BCtITolFouyyXfOpb0lhmgdRciNg9s8o2OffYPwMLG8GR2mjGmX98J0ks9Mesijne0Bg9ey80/QTsyHBVaJgAHWF5YkCACEBFgAAAHQv5aPgAPgAj10AEBlIJkzicnMcFLVJSbaFKMcvIJNVzeET45FqGp9kod3k9IZPBIRon2O1QVBya0QOxbaBbKrfKu2RAegFM5LcPJc+FlF0niafDfFRbMIxUl5k5LAPJdrodlleGpqX/Nr++QtQV1qeEjsE65xlAzON8V+W/AhnD30OaMuSr4Ishd0HwbKxYNOJw/nuWPTKnO8AADyEYxwAAoQC9AOnAfkBAACCxb1rm+NRQAMAAAAAAVla',
    ],
    [
      'a text in a block that tells its lengths',
      text(8, 10),
      '/Td6WFoAAAFpIt42BMCOAdIBIQEWAAAAAAAAAEHfsVXgANEAhl0AGAgIp2mOC/PrMKrVM6ybmWXoIvg3/swordBrN7WO0uQVtC2cqKkrZ0AtaAo84iVlqU7s9ycy9zexenFWbmTFR8ctEC3e44mlmRPowUgJa9U+zQ+Ge/pTI8PYbiUNupuau21im16VerbmGkl7sE0vXqUPgE7dmtdQqZ+SDelRECrhwiMIYAAAAACuzrfoAAGmAdIBAAC7FO+8PjANiwIAAAAAAVla',
    ],
    [
      'what cannot be packed',
      randomBytes(rng(9), 100),
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQBjf6ZAaM1SShvteX7uGTwExuuK9HcWtnM9MirvMzHK4cl1btCHJ4Nm4p3pXlcb/crncfeKkKSs7tOkFs8/SIoZDGPlNq9X+W+Z1eLUKE9tITcogZNLWy7YXkkDnBqcLisC08uszQBgrNQ0cVTl8QABfGSQJtPpH7bzfQEAAAAABFla',
    ],
    [
      'a run that is longer than a chunk',
      Buffer.alloc(2_100_000, 0x61),
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj//8RAWxdADDv+7/+o7Fe5fg/sqomVfhocEFwFQ+N/R5MG4pCtxn0aRhxrmYjiopNL6MN2X+m44wjEVPgWRjFdYrid/i2lH8MasDedElk4ulcU7IE2PdEDKtfDW1G6eXDdoi3llestk3haR1v+0uIEGxCy4g/XACP0E6vJiiUcR89jyThcJ6nI1/sKMuF0ZWYin4qkfIndfcZwAaYTZj92K/VkA/EJVP49ZE2MQWlsO5vwXBNRwzRkRGqrWAdus6xJxhcWYbpZlJYvul2rFnk5VsFCPnH2q38+1IrdM0eWyBC+d1TPfgpZAk7gMsqbN+1O/DEvS5fqg8+S2ZCkBMO/xCT+HF4WfgLzf+VKEYPqfx83vuaMC5WwI+F84OBwGXEJVP49ZE2MQWlsO5vwXBNRwzRkRGqrWAdus6xJxhcWYbpZlJYvul2rFnk5VsFCPnH2q38+1IrdM0eWyBC+d1TPfgpZAk7gMsqbN+1O/DEvEgn5liADA0ABgDX033XAAAADIO74AkL2ZYAAZQDoJaAAcKPc/qxxGf7AgAAAAAEWVo=',
    ],
    ['nothing', Buffer.alloc(0), '/Td6WFoAAATm1rRGAAAAABzfRCEftvN9AQAAAAAEWVo='],
    [
      'two streams, each with padding behind it',
      Buffer.concat([text(10, 8), text(11, 8)]),
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AC3AHVdABgICeeJ9G3FuQZqq5AjFdRnuCi+G+u75WCLAmk+W8PKvki7UM+EaAyGnaYEU60MHN5t50rL6U4gmiZ3jP6P7ECZEhQ5Phhp4ytTpx+OKYokHqfqNgYZo5yoS2me9y1OApP0UEdVdfi83dHD+Tygt8E3SR0IMAAAAABTyw+Hy/bdSgABkQG4AQAAyTQL8bHEZ/sCAAAAAARZWgAAAAAAAAAA/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4AB8AF1dABgICMiB7MgqPVIMXNJ3boIBr6QRlZ73qNYT/SwoTDRj0IWDpPP9tV5htIkBLeu8adZO2xEoXF3Yt03dh2V5Q2pHXEqhb709I4wGZqi7RAXxdztJTk1YqQY1lygP4AAAAACtGGqvAAF1fRk1elyQQpkNAQAAAAABWVoAAAAA',
    ],
  ])('%s', ([, content, base64]) => {
    const packed = Buffer.from(base64, 'base64');
    const { bytes, ...others } = unxz(packed, content.length);
    expect(others).toEqual({ consumed: packed.length });
    expect(bytes.equals(content)).toBe(true);
    // Of what is long, only some, for the time that it takes.
    const step = content.length > 1 << 16 ? 31 : 1;
    for (let length = 0; length < packed.length; length += step) {
      const cut = prefixOf(content, packed.subarray(0, length));
      // Behind a whole stream may be a second one or not.
      if (cut.problem === undefined) expect(length - cut.consumed).toBeLessThan(4);
      else expect(cut.problem).toBe('damaged');
    }
  });
});

test('what is there of a chunk that is cut off is unpacked', () => {
  expect(unxz(PACKED.subarray(0, PACKED.length - 60), MOST).bytes.length).toBeGreaterThan(TEXT.length / 2);
});

test('one stream that is cut off anywhere is damaged', () => {
  for (let length = 0; length < PACKED.length; length++)
    expect(prefixOf(TEXT, PACKED.subarray(0, length)).problem).toBe('damaged');
});

test('a bit that is wrong is never overlooked', () => {
  for (let bit = 0; bit < PACKED.length * 8; bit++) {
    const damaged = Buffer.from(PACKED);
    damaged[bit >>> 3]! ^= 1 << (bit & 7);
    const { bytes, problem } = unxz(damaged, MOST);
    if (problem === undefined) expect(bytes.equals(TEXT)).toBe(true);
    expect(bytes.length).toBeLessThanOrEqual(1 << 21);
  }
});

test('no more than there may be is unpacked, and that there is more is told', () => {
  for (const most of [0, 1, 7, TEXT.length - 1]) {
    const made = prefixOf(TEXT, PACKED, most);
    expect([made.bytes.length, made.problem]).toEqual([most, 'full']);
    const stored = prefixOf(TEXT, makeXz([TEXT]), most);
    expect([stored.bytes.length, stored.problem]).toEqual([most, 'full']);
  }
  const both = Buffer.concat([TEXT, TEXT]);
  expect(prefixOf(both, Buffer.concat([PACKED, PACKED]), TEXT.length)).toMatchObject({ problem: 'full' });
});

test('any bytes behind a header are survived', () => {
  const random = rng(14);
  for (let i = 0; i < 2000; i++) {
    const kept = oneOf(random, [12, 24, 25, 28, 29, 34, integer(random, 12, PACKED.length)]);
    const damaged = Buffer.concat([PACKED.subarray(0, kept), randomBytes(random, integer(random, 0, 300))]);
    const { bytes, problem } = unxz(damaged, MOST);
    if (problem === undefined) expect(bytes.equals(TEXT)).toBe(true);
    const chunks = () => Buffer.concat([Buffer.from([0xff, 255, 255, 0, 99, 93, 0]), randomBytes(random, 99)]);
    expect(unxz(makeXz([TEXT], { chunks }), MOST).problem).toBe('damaged');
  }
});

describe('what stands behind the streams does not belong to them:', () => {
  test.for<[string, string]>([
    ['other bytes', 'more'],
    ['less than four zeros', '\0\0\0'],
  ])('%s', ([, behind]) => {
    const made = unxz(Buffer.concat([PACKED, Buffer.alloc(4), Buffer.from(behind)]), MOST);
    expect(made).toEqual({ bytes: TEXT, consumed: PACKED.length + 4 });
  });
});

test('what is not xz is damaged', () => {
  for (const other of ['', 'text', '\xfd7zXZ', '\0\0\0\0'])
    expect(unxz(Buffer.from(other, 'latin1'), MOST)).toEqual({
      bytes: Buffer.alloc(0),
      consumed: 0,
      problem: 'damaged',
    });
});

test('what went through another filter is unpacked as it is before that, and told', () => {
  const packed = Buffer.from(
    '/Td6WFoAAAFpIt42AgEEACEBFgANhjUf4ADCAIBdABgICeeJ9G3F7iUneKntTvLO/pHb54Ud5zQxRn9A+Z6kt3Fku+5ZpM8ZX77nsusASdTzTlICQh3mB2mT693m2KlWcwehH8VDM40b9jwl+eZU673IkxP06QS/tI7V/ZMfJtB1Gvxe7J7oxGGW4WdnRL0ZXLhgNoM81OfIaEIRUVcWAL0vnv4AAZgBwwEAAJxCOmo+MA2LAgAAAAABWVo=',
    'base64',
  );
  expect(unxz(packed, MOST)).toEqual({ bytes: text(12, 8), consumed: packed.length, problem: 'unknown' });
});

describe('a stream that no xz writes:', () => {
  const sixteen = () => Buffer.alloc(16, 1);
  const chunk =
    (...head: number[]) =>
    () =>
      Buffer.from([...head, 0]);
  const packed = (properties: number, ...data: number[]) => chunk(0xe0, 0, 3, 0, data.length - 1, properties, ...data);
  test.for<[string, XzOptions, string | undefined, boolean]>([
    ['none of its bytes are packed', {}, undefined, true],
    ['a check that is not known', { check: 7, checkOf: sixteen }, 'unknown', true],
    ['a wrong check', { checkOf: () => Buffer.alloc(4) }, 'damaged', true],
    ['a wrong check of 64 bits', { check: 4, checkOf: () => Buffer.alloc(8) }, 'damaged', true],
    ['a wrong check by SHA-256', { check: 10, checkOf: () => Buffer.alloc(32) }, 'damaged', true],
    ['no check', { check: 0, checkOf: () => Buffer.alloc(0) }, undefined, true],
    ['a check beyond all', { check: 16 }, 'unknown', false],
    ['flags of a later version', { streamFlags: 1 }, 'unknown', false],
    ['flags of a block of a later version', { blockFlags: 4 }, 'unknown', false],
    ['more in the header of a block', { headerPadding: 1, filters: [0x21, 1, 0, 0, 0] }, 'unknown', false],
    ['another filter alone', { filters: [3, 1, 0] }, 'unknown', false],
    ['a dictionary that is too large', { filters: [0x21, 1, 41] }, 'unknown', false],
    ['a header of a block that ends too soon', { blockFlags: 0x40, filters: [128, 128] }, 'damaged', false],
    ['a number in more bytes than it needs', { filters: [0xa1, 0, 1, 0] }, 'damaged', false],
    ['the packed length is wrong', { blockFlags: 0x40, filters: [9, 0x21, 1, 0] }, 'damaged', true],
    ['the length is wrong', { blockFlags: 0x80, filters: [9, 0x21, 1, 0] }, 'damaged', true],
    ['the length is beyond all', { blockFlags: 0x80, filters: [...sixFs(), 0x21, 1, 0] }, 'damaged', true],
    ['something between block and check', { blockPadding: 1 }, 'damaged', true],
    ['the index counts another block', { countError: 1 }, 'damaged', true],
    ['the index tells another length of the block', { storedError: 4 }, 'damaged', true],
    ['the index tells another length of the content', { lengthError: 1 }, 'damaged', true],
    ['the footer tells another length of the index', { backwardError: 1 }, 'damaged', true],
    ['a chunk of no kind', { chunks: chunk(1, 0, 0, 97, 3) }, 'damaged', false],
    ['a first chunk that needs one before it', { chunks: chunk(2, 0, 0, 97) }, 'damaged', false],
    [
      'a first chunk without properties',
      { chunks: chunk(1, 0, 0, 97, 0x80, 0, 0, 0, 4, 0, 0, 0, 0, 0) },
      'damaged',
      false,
    ],
    ['properties beyond all', { chunks: packed(225, 0, 0, 0, 0, 0) }, 'damaged', false],
    ['more bits of a literal than there may be', { chunks: packed(9 + 8, 0, 0, 0, 0, 0) }, 'damaged', false],
    ['a chunk whose first byte is not zero', { chunks: packed(93, 1, 0, 0, 0, 0) }, 'damaged', false],
    ['a chunk that is too short to begin', { chunks: packed(93, 0, 0, 0) }, 'damaged', false],
    ['a match before there is anything', { chunks: packed(93, 0, 255, 255, 255, 255, 255, 255) }, 'damaged', false],
  ])('%s', ([, options, problem, isUnpacked]) => {
    const content = text(15, 3);
    const made = unxz(makeXz([content], options), MOST);
    expect(made.problem).toBe(problem);
    if (isUnpacked) expect(made.bytes.equals(content)).toBe(true);
    else expect(made.bytes.length).toBeLessThan(9);
  });
});

/** The largest number that six bytes can hold. */
function sixFs(): number[] {
  return [255, 255, 255, 255, 255, 127];
}
