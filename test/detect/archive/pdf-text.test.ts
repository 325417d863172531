import { describe, expect, test } from 'vitest';
import { type CMap, toUnicodeOf } from '../../../src/detect/archive/pdf/cmap.ts';
import { fontIn } from '../../../src/detect/archive/pdf/font-dict.ts';
import { type Font, type FontParts, fontOf } from '../../../src/detect/archive/pdf/fonts.ts';
import { textOfGlyph } from '../../../src/detect/archive/pdf/glyph-names.ts';
import { Lexer } from '../../../src/detect/archive/pdf/lexer.ts';
import { textOf } from '../../../src/detect/archive/pdf/text.ts';
import { type Dict, isDict, Ref } from '../../../src/detect/archive/pdf/values.ts';
import { accessKeyId, secretAccessKey } from '../../generate/aws.ts';
import { integer, bytes as randomBytes, rng } from '../../generate/random.ts';

const MEGABYTES = 1024 * 1024;
const LONGEST_MS = 10_000;

const NOTHING: FontParts = {
  subtype: 'TrueType',
  toUnicode: undefined,
  encoding: undefined,
  differences: undefined,
  isTwoByte: false,
};
/** Every glyph is half an em wide. */
const SIMPLE = fontOf(NOTHING);

function shown(content: string, font: Font | undefined = SIMPLE): string {
  return textOf(
    Buffer.from(content, 'latin1'),
    () => font,
    () => {},
  );
}

function cmapOf(text: string): CMap {
  return toUnicodeOf(Buffer.from(`begincmap ${text} endcmap`));
}

function twoByte(parts: Partial<FontParts> = {}): Font {
  return fontOf({ ...NOTHING, subtype: 'Type0', encoding: 'Identity-H', isTwoByte: true, ...parts });
}

describe('a word is whole', () => {
  const random = rng(1);
  const [id, secret] = [accessKeyId({ rng: random, prefix: 'AKIA' }), secretAccessKey(random)];
  const glyphs = (text: string, place: (i: number) => string): string =>
    [...text].map((glyph, i) => `${place(i)} (${glyph}) Tj`).join('\n');

  test.for<[string, (key: string) => string]>([
    ['in one string', key => `BT /F 10 Tf (${key}) Tj ET`],
    [
      'that is kerned',
      key => `BT /F 10 Tf [${[...key].map((glyph, i) => `(${glyph})${(i % 9) * 25 - 100}`).join('')}] TJ ET`,
    ],
    ['whose glyphs are placed by Td', key => `BT /F 10 Tf ${glyphs(key, i => `${i && 5} 0 Td`)} ET`],
    ['whose glyphs are placed by Tm', key => `BT /F 1 Tf ${glyphs(key, i => `10 0 0 10 ${i * 5.2} 700 Tm`)} ET`],
    [
      'whose glyphs are texts of their own',
      key => glyphs(key, i => `ET q 1 0 0 -1 ${i * 5} 9 cm Q BT /F 10 Tf ${i * 5} 0 Td`),
    ],
    [
      'on a page that is upside down',
      key => `.24 0 0 -.24 0 800 cm BT /F 10 Tf 1 0 0 -1 5 5 Tm ${glyphs(key, i => `${i && 5} 0 Td`)}`,
    ],
    ['that is turned', key => `BT /F 10 Tf 0 1 -1 0 50 50 Tm ${glyphs(key, i => `${i && 5} 0 Td`)} ET`],
    ['that is spaced out', key => `BT /F 10 Tf 20 Tc (${key}) Tj ET`],
    ['that is stretched', key => `BT /F 10 Tf 50 Tz ${glyphs(key, i => `${i && 2.5} 0 Td`)} ET`],
    ['in two fonts', key => `BT /F 10 Tf (${key.slice(0, 9)}) Tj /G 10 Tf (${key.slice(9)}) Tj ET`],
  ])('%s', ([, content]) => {
    expect(shown(content(id))).toBe(id);
    expect(shown(content(secret))).toBe(secret);
  });
});

describe('words are apart', () => {
  test.for<[string, string, string]>([
    ['by a gap in a string', '[(key)-250(is)] TJ', 'key is'],
    ['by several gaps, with one blank', '[(key)-250 -250()-300(is)] TJ', 'key is'],
    ['by a blank that is drawn, with no other', '[(key )-250(is)] TJ', 'key is'],
    ['on a line', '(key) Tj 18 0 Td (is) Tj', 'key is'],
    ['in columns', '(key) Tj 1 0 0 1 200 0 Tm (is) Tj', 'key is'],
    ['on the next line', '(key) Tj 0 -12 Td (is) Tj', 'key\nis'],
    ['on the next line, by its leading', '12 TL (key) Tj T* (is) Tj (on) \' 0 0 (it) "', 'key\nis\non\nit'],
    ['on the next line, by TD, which sets the leading', '(key) Tj 0 -12 TD (is) Tj T* (on) Tj', 'key\nis\non'],
    ['one over the other', '(secret) Tj 1 0 0 1 0.2 0 Tm (secret) Tj', 'secret\nsecret'],
    ['of another direction', '(key) Tj 0 1 -1 0 15 0 Tm (is) Tj', 'key\nis'],
    ['where the end of one and the beginning of another are one string', '15 Tc (sA) Tj 0 Tc 25 0 Td (KI) Tj', 's AKI'],
  ])('%s', ([, content, text]) => {
    expect(shown(`BT /F 10 Tf ${content} ET`)).toBe(text);
  });

  test('and a blank that has no width is none', () => {
    expect(shown('BT /F 10 Tf -5 Tw (Wa ve) Tj ET')).toBe('Wave');
  });
});

describe('what a code stands for', () => {
  test('is told by a CMap, of characters and of ranges', () => {
    const toUnicode = cmapOf(`1 begincodespacerange <0000> <FFFF> endcodespacerange
      3 beginbfchar <0001> <0041> <0002> <D83DDE00> <0003> <006600660069> endbfchar
      4 beginbfrange <0010> <0019> <0030> <0020> <0022> [<0058> <0059> <00660069>] <0030> <0031> <D83DDE00>
      <0040> <0040> <FB01> endbfrange`);
    const text = twoByte({ toUnicode }).decode(Buffer.from('000100020003001000190020002200310040', 'hex'));
    expect(text).toBe('A\u{1f600}ffi09Xfi\u{1f601}fi');
    expect(toUnicode.textOf(0x1a)).toBe(undefined);
    expect(toUnicode.lengthFrom(0x41)).toBe(2);
  });

  test('is several letters, also where ghostscript swaps the bytes of them', () => {
    const toUnicode = cmapOf('2 beginbfchar <41> <66006900> <42> <6600> endbfchar');
    expect(fontOf({ ...NOTHING, toUnicode }).decode(Buffer.from('AB'))).toBe('fi\u6600');
  });

  test('is told by a CMap of one byte, and where it says nothing by the encoding', () => {
    const toUnicode = cmapOf('1 beginbfrange <21> <22> <0041> endbfrange 1 beginbfchar <23> /slash endbfchar');
    const differences = new Map([[0x24, 'plus']]);
    expect(fontOf({ ...NOTHING, toUnicode, differences }).decode(Buffer.from('!"#$%'))).toBe('AB/+%');
  });

  test('is the name of its glyph', () => {
    const names = [
      'A',
      'z',
      'zero',
      'nine',
      'slash',
      'plus',
      'equal',
      'underscore',
      'hyphen',
      'at',
      'braceleft',
      'ffi',
    ];
    expect(names.map(textOfGlyph).join('')).toBe('Az09/+=_-@{ffi');
    const others = [
      'uni0041',
      'u1F600',
      'uni00410042',
      'one.oldstyle',
      'f_i',
      'a65',
      '.notdef',
      'constructor',
      'u110000',
    ];
    expect(others.map(textOfGlyph)).toEqual([
      'A',
      '\u{1f600}',
      'AB',
      '1',
      'fi',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('is not known of a font of two bytes that does not tell', () => {
    expect(twoByte().decode(Buffer.from('00410042', 'hex'))).toBe('\ufffd\ufffd');
    expect(twoByte({ encoding: 'UniJIS-UCS2-H' }).decode(Buffer.from('0041304200', 'hex'))).toBe('A\u3042\0');
  });

  test('is ASCII in an encoding that has codes of one byte and of two', () => {
    expect(twoByte({ encoding: '90ms-RKSJ-H' }).decode(Buffer.from('41b182a042', 'hex'))).toBe('A\ufffd\ufffdB');
  });
});

describe('a font is made of its dictionary', () => {
  const streams = ['1 beginbfchar <0041> <0058> endbfchar'];
  const made = (text: string): Font => {
    const dict = new Lexer(Buffer.from(text)).next();
    return fontIn(
      isDict(dict) ? dict : (new Map() as Dict),
      value => (value instanceof Ref ? 500 : value),
      value => (value instanceof Ref ? Buffer.from(streams[value.number] ?? '') : undefined),
    );
  };
  const widths = (font: Font, text: string): number => font.extent(Buffer.from(text, 'latin1')).width;

  test('of one byte', () => {
    const font = made(`<</Type/Font/Subtype/TrueType/FirstChar 65/Widths[600 0 9 0 R]
      /Encoding<</BaseEncoding/WinAnsiEncoding/Differences[66/slash/plus]>>/ToUnicode 0 0 R>>`);
    expect(font.decode(Buffer.from('ABCD'))).toBe('X/+D');
    expect(widths(font, 'AC')).toBe(1100);
  });

  test('of two bytes', () => {
    const font = made(`<</Subtype/Type0/Encoding/Identity-H/ToUnicode 0 0 R
      /DescendantFonts[<</DW 700/W[1[100 200]5 9 300]>>]>>`);
    expect(font.decode(Buffer.from('\0A\0B'))).toBe('X\ufffd');
    expect(['\0\x01', '\0\x02', '\0\x07', '\0\x0a'].map(code => widths(font, code))).toEqual([100, 200, 300, 700]);
  });

  test('with the widths that are known of the standard fonts', () => {
    expect(widths(made('<</Subtype/Type1/BaseFont/Helvetica>>'), 'A ')).toBe(667 + 278);
    expect(widths(made('<</Subtype/Type1/BaseFont/Times-BoldItalic>>'), 'A~')).toBe(667 + 570);
    expect(widths(made('<</Subtype/Type1/BaseFont/Courier-Bold>>'), 'A ')).toBe(1200);
  });

  test('of Type 3, whose glyphs have a scale of their own', () => {
    const font = made('<</Subtype/Type3/FontMatrix[1 0 0 1 0 0]/FirstChar 97/Widths[30 30 30]>>');
    expect(shown('BT .1 0 0 .1 0 0 Tm /F 1 Tf (a) Tj 31 0 Td (b) Tj 50 0 Td (c) Tj <1c> Tj ET', font)).toBe('ab cfi');
  });

  test('that is empty or damaged', () => {
    for (const text of [
      '<<>>',
      '<</Subtype/Type0>>',
      '<</Widths[/A(b)]/Encoding<</Differences[/A 999/B]>>/FirstChar/C>>',
    ])
      expect(made(text).decode(Buffer.from('AB')).length, text).toBeLessThanOrEqual(2);
    expect(widths(made('<</Subtype/Type0/DescendantFonts[<</W[[1]/A 3 1 0 4]>>]>>'), '\0\x01')).toBe(1000);
  });
});

test('a font is kept with the state of the page, and one that is not found is taken for plain', () => {
  const other = fontOf({ ...NOTHING, toUnicode: cmapOf('1 beginbfchar <41> <0042> endbfchar') });
  const content = Buffer.from('BT /F 9 Tf (A) Tj q /G 9 Tf (A) Tj Q (A) Tj /H 9 Tf (A) Tj ET');
  const fonts: Readonly<Record<string, Font>> = { F: SIMPLE, G: other };
  expect(
    textOf(
      content,
      name => fonts[name],
      () => {},
    ),
  ).toBe('ABAA');
});

test('the forms that are drawn are told', () => {
  const names: string[] = [];
  const text = textOf(
    Buffer.from('/A Do BT (a) Tj ET q /B#20C Do Q 5 Do'),
    () => SIMPLE,
    name => void names.push(name),
  );
  expect([text, names]).toEqual(['a', ['A', 'B C']]);
});

test('an image inside is passed over, whatever is in it', () => {
  const image = 'BI /W 4 /H 4 /CS /G ID ( EI \x80[ <<EI \0\x01( EI';
  expect(shown(`BT /F 9 Tf (a) Tj ET ${image}\nQ BT (b) Tj ET`)).toBe('ab');
  expect(shown(`BT (a) Tj ET ${image.slice(0, -2)}`)).toBe('a');
});

describe('no bytes take long', () => {
  test.for([
    '[',
    '(',
    'q ',
    'BT ',
    '<<',
    '<',
    '1',
    '1 ',
    '(a)Tj ',
    '[(a)9',
    'BI ID ',
    'BI ID EI ',
    "/F 1 Tf(a)'",
    '1 0 0 1 0 0 cm ',
  ])('as %s and so on', { timeout: 2 * LONGEST_MS }, part => {
    const from = Date.now();
    const content = part.repeat(Math.ceil((10 * MEGABYTES) / part.length));
    expect(shown(`${content}x`).length).toBeLessThanOrEqual(8 * (content.length + 1));
    expect(Date.now() - from).toBeLessThan(LONGEST_MS);
  });

  test('as a CMap', { timeout: 2 * LONGEST_MS }, () => {
    const from = Date.now();
    for (const [entries, code] of [
      ['<00000000> <FFFFFFFF> <0041> ', 9],
      ['<0000> <FFFF> [<41>] ', 9],
      ['<0000> <0000> <0041> <0001> <FFFF> <0042>', 5],
    ] as const) {
      const cmap = cmapOf(`9 beginbfrange ${entries.repeat(300_000)}`);
      for (let i = 0; i < 100_000; i++) cmap.textOf(code);
    }
    const long = cmapOf(`1 beginbfchar <41> <${'0041'.repeat(100_000)}> endbfchar`);
    expect(fontOf({ ...NOTHING, toUnicode: long }).decode(Buffer.from('AA'))).toBe('A'.repeat(16));
    expect(Date.now() - from).toBeLessThan(LONGEST_MS);
  });
});

test('random bytes and random operators give some text, and no error', () => {
  const random = rng(5);
  const words =
    'q Q cm BT ET Tf Tj TJ Td TD Tm T* Tc Tw Tz TL \' " Do BI ID EI /F 0 1 -5 99e9 .5 (a) <41> [(a)-300(b)] [ ] << >>'.split(
      ' ',
    );
  for (let i = 0; i < 2000; i++) {
    const noise = randomBytes(random, 300);
    const written = Array.from({ length: 60 }, () => words[integer(random, 0, words.length - 1)]).join(' ');
    const font = fontOf({ ...NOTHING, toUnicode: toUnicodeOf(noise), isTwoByte: i % 2 === 0 });
    for (const content of [noise.toString('latin1'), written])
      expect(shown(content, font).length).toBeLessThanOrEqual(8 * content.length);
  }
});
