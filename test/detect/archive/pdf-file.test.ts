import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/detect/archive/budget.ts';
import { PdfFile, type Stream } from '../../../src/detect/archive/pdf/file.ts';
import { type Filter, unfiltered } from '../../../src/detect/archive/pdf/filters.ts';
import { type Dict, isDict, Name, Ref } from '../../../src/detect/archive/pdf/values.ts';
import { filtered, lzw, makePdf, type PdfFilter, type PdfObject, pagesOf } from '../../generate/pdf.ts';
import { integer, bytes as randomBytes, rng } from '../../generate/random.ts';

const ROOT = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGES = '<< /Type /Pages /Count 0 /Kids [] >>';
const TEXT = 'nothing but text, and more text '.repeat(40);

function opened(source: Buffer | string): PdfFile {
  const bytes = Buffer.from(source as string, 'latin1');
  return new PdfFile(bytes, new Budget(bytes.length));
}

/** What each stream holds, or which kind it is of. */
function contentsOf(pdf: PdfFile, streams: readonly Stream[] = pdf.streams): string[] {
  return streams.map(one => {
    const unpacked = pdf.unpack(one);
    return unpacked.kind === 'bytes' ? unpacked.bytes.toString('latin1') : unpacked.kind;
  });
}

function entryOf(value: unknown, name: string): unknown {
  return isDict(value) ? value.get(name) : undefined;
}

/** Asks for everything that there is to ask for. */
function readAll(pdf: PdfFile): void {
  for (const stream of pdf.streams) {
    pdf.unpack(stream);
    pdf.streamOf(new Ref(stream.number));
    for (const value of stream.dict.values()) pdf.resolve(value);
  }
  for (let number = 0; number < 20; number++) pdf.value(number);
}

describe('a stream is unpacked that has', () => {
  const all: readonly PdfFilter[] = ['FlateDecode', 'LZWDecode', 'ASCII85Decode', 'ASCIIHexDecode', 'RunLengthDecode'];
  const random = rng(7);
  const datas = [
    Buffer.from(''),
    Buffer.from('a'),
    Buffer.from('\0\0\0\0\0'),
    Buffer.from(TEXT),
    randomBytes(random, 30_000),
  ];

  test.for([...all, 'ASCII85Decode FlateDecode', 'ASCIIHexDecode LZWDecode'])('%s', names => {
    const filters = names.split(' ') as PdfFilter[];
    const pdf = opened(makePdf({ objects: [ROOT, PAGES, ...datas.map(data => ({ data, filters }))] }));
    expect(contentsOf(pdf)).toEqual(datas.map(one => one.toString('latin1')));
  });

  test('one filter by its short name, whose parameters are elsewhere', () => {
    const objects = [ROOT, PAGES, { data: lzw(datas[3]!, 0), dict: '/Filter 4 0 R /DecodeParms [5 0 R]' }, '/LZW'];
    const pdf = opened(makePdf({ objects: [...objects, '<< /EarlyChange 6 0 R >>', '0'] }));
    expect(contentsOf(pdf)).toEqual([TEXT]);
  });

  test('codes that get longer late, as many as there can be', () => {
    const [data] = datas.slice(-1) as [Buffer];
    const parms: Dict = new Map([['EarlyChange', 0]]);
    const one = unfiltered(lzw(data, 0), [{ name: 'LZWDecode', parms }], new Budget(0));
    expect(one.kind === 'bytes' && one.bytes.equals(data)).toBe(true);
  });

  test('text with blanks, marks and a part of a group', () => {
    const cases: [string, string, string][] = [
      ['A85', ' <~87 cURDZ~>behind', 'Hello'],
      ['A85', '87cURDZ', 'Hello'],
      ['AHx', '48 65\n6C6c6f7>behind', 'Hellop'],
      ['RL', '\x01He\xfdl\x00o\x80behind', 'Hello'.replace('ll', 'llll')],
      ['Crypt', 'Hello', 'Hello'],
    ];
    for (const [name, packed, text] of cases) {
      const one = unfiltered(Buffer.from(packed, 'latin1'), [{ name, parms: undefined }], new Budget(0));
      expect(one, packed).toEqual({ kind: 'bytes', bytes: Buffer.from(text) });
    }
  });
});

describe('a predictor is undone', () => {
  const flate = (bytes: number[], parms: Record<string, number>) => {
    const filter: Filter = { name: 'FlateDecode', parms: new Map(Object.entries(parms)) };
    const one = unfiltered(deflateSync(Buffer.from(bytes)), [filter], new Budget(0));
    return one.kind === 'bytes' ? [...one.bytes] : one.kind;
  };

  test('of PNG, row by row, also of a last row that is cut', () => {
    const rows = [0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1, 2, 5];
    const made = [1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5, 8];
    expect(flate(rows, { Predictor: 12, Columns: 3 })).toEqual(made);
  });

  test('of TIFF, color by color', () => {
    const parms = { Predictor: 2, Columns: 2, Colors: 3 };
    expect(flate([1, 2, 3, 1, 1, 255, 9, 9, 9, 0, 0, 1], parms)).toEqual([1, 2, 3, 2, 3, 2, 9, 9, 9, 9, 9, 10]);
  });

  test('or the stream is opaque', () => {
    for (const parms of [
      { Predictor: 2, Columns: 2, BitsPerComponent: 1 },
      { Predictor: 12, Columns: -1 },
      { Predictor: 12, Columns: 1e300 },
      { Predictor: 99 },
    ])
      expect(flate([1, 2, 3], parms)).toBe('opaque');
  });
});

describe('what cannot be unpacked', () => {
  test('is opaque, if the filter is one of images or unknown', () => {
    for (const name of ['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode', 'What']) {
      const pdf = opened(makePdf({ objects: [ROOT, PAGES, { data: 'abc', dict: `/Filter /${name}` }] }));
      expect(contentsOf(pdf)).toEqual(['opaque']);
    }
  });

  test('is given as far as it goes, if it is cut or damaged', () => {
    const random = rng(11);
    const text = randomBytes(random, 5000).toString('hex');
    const packed = deflateSync(text);
    const damaged = Buffer.from(packed);
    damaged.fill(0xff, 3000, 3100);
    const cut = packed.subarray(0, 3000);
    for (const data of [damaged, cut]) {
      const objects = [ROOT, PAGES, { data, isPacked: true, filters: ['FlateDecode'] as const }];
      const [content = ''] = contentsOf(opened(makePdf({ objects })));
      expect(content.length).toBeGreaterThan(4000);
      expect(content.slice(0, 4000)).toBe(text.slice(0, 4000));
    }
    const noise = { data: randomBytes(random, 100), isPacked: true, filters: ['FlateDecode'] as const };
    expect(contentsOf(opened(makePdf({ objects: [ROOT, PAGES, noise] })))).toEqual(['opaque']);
  });

  test('hits a bound, if it is more than the budget allows', () => {
    const data = Buffer.alloc(4000, 'a');
    for (const name of ['FlateDecode', 'LZWDecode', 'ASCII85Decode', 'ASCIIHexDecode', 'RunLengthDecode'] as const) {
      const budget = new Budget(0);
      budget.charge(budget.room - 3999);
      const packed = filtered(data, [name]);
      expect(unfiltered(packed, [{ name, parms: undefined }], budget).kind, name).toBe('bound');
    }
  });
});

describe('an object is found', () => {
  const objects: PdfObject[] = pagesOf([{ data: 'first' }, { data: 'second', filters: ['FlateDecode'] }]);

  test('in the file or in an object stream', () => {
    for (const inObjectStreams of [false, true]) {
      const pdf = opened(makePdf({ objects, inObjectStreams }));
      expect(entryOf(pdf.value(1), 'Pages')).toEqual(new Ref(2));
      expect(entryOf(pdf.resolve(new Ref(3)), 'BaseFont')).toEqual(new Name('Helvetica'));
      expect(pdf.streamOf(new Ref(5))?.number).toBe(5);
      expect(pdf.streamOf(new Ref(1))).toBeUndefined();
      expect(pdf.value(99)).toBeUndefined();
      expect(pdf.objectStreams).toHaveLength(inObjectStreams ? 1 : 0);
      expect(contentsOf(pdf).slice(0, 2)).toEqual(['first', 'second']);
      expect([pdf.problems, pdf.tooMany, pdf.isEncrypted]).toEqual([[], false, false]);
    }
  });

  test('as its last update says, and the streams before are still there', () => {
    const updates = [
      new Map<number, PdfObject>([
        [3, '<< /BaseFont /Courier >>'],
        [4, { data: 'new' }],
      ]),
      new Map<number, PdfObject>([[4, { data: 'newest' }]]),
    ];
    for (const inObjectStreams of [false, true]) {
      const pdf = opened(makePdf({ objects, updates, inObjectStreams }));
      expect(entryOf(pdf.value(3), 'BaseFont')).toEqual(new Name('Courier'));
      const fourth = pdf.streams.filter(one => one.number === 4);
      expect(contentsOf(pdf, fourth)).toEqual(['first', 'new', 'newest']);
      expect(fourth.map(one => one.isLatest)).toEqual([false, false, true]);
      expect(pdf.streamOf(new Ref(4))).toBe(fourth[2]);
    }
  });

  test('if its last update is in the file, and the one before in an object stream', () => {
    const whole = makePdf({ objects, inObjectStreams: true });
    const pdf = opened(Buffer.concat([whole, Buffer.from('3 0 obj\n6 0 R\nendobj\n')]));
    expect(pdf.value(3)).toEqual(new Ref(6));
    expect(entryOf(pdf.resolve(new Ref(3)), 'Type')).toEqual(new Name('Page'));
  });

  test('behind one that does not end', () => {
    const pdf = opened('1 0 obj << /A (open \n2 0 obj\n<< /B 1 >> endobj3 0 obj[1 2 R]4 0 obj 5 5 0 obj 6 endobj');
    expect([pdf.value(4), pdf.value(5), entryOf(pdf.value(2), 'B')]).toEqual([5, 6, 1]);
  });

  test('not in a text that speaks of one', () => {
    const pdf = opened('1 0 obj (see 2 0 obj) endobj 3 0 obj 4 0 object');
    expect(pdf.value(2)).toBeUndefined();
    expect(pdf.value(1)).toEqual(Buffer.from('see 2 0 obj'));
  });
});

describe('a stream ends', () => {
  const inner = makePdf({ objects: [ROOT, PAGES, { data: 'inner' }] });

  test('where its length says, if that is true, whatever is in it', () => {
    for (const length of [undefined, '4 0 R']) {
      const stream = { data: inner, ...(length && { length }) };
      const pdf = opened(makePdf({ objects: [ROOT, PAGES, stream, `${inner.length}`] }));
      expect(contentsOf(pdf)).toEqual([inner.toString('latin1')]);
    }
  });

  test('at the next `endstream`, if its length is wrong', () => {
    for (const length of [0, 1, 5, 8, 1000, -3, 1e300, '', 'null', '9 0 R', '3 0 R', '(a)']) {
      const pdf = opened(makePdf({ objects: [ROOT, PAGES, { data: 'abcdef', length }, { data: 'b' }] }));
      expect(contentsOf(pdf), `${length}`).toEqual(['abcdef', 'b']);
    }
  });

  test('where the object does, if it has no end', () => {
    expect(contentsOf(opened('1 0 obj<<>>stream\r\nabc\r\nendobj\n2 0 obj<<>>stream\nd\n3 0 obj 4'))).toEqual([
      'abc',
      'd',
    ]);
    expect(contentsOf(opened('1 0 obj<</Length 1>>stream\na endobj 2 0 obj<<>>stream\nb\nendstream'))).toEqual([
      'a',
      'b',
    ]);
  });
});

test('a file is encrypted if its trailer says so', () => {
  const objects = [ROOT, PAGES];
  for (const inObjectStreams of [false, true]) {
    expect(opened(makePdf({ objects, inObjectStreams, trailer: '/Encrypt 9 0 R' })).isEncrypted).toBe(true);
    expect(opened(makePdf({ objects, inObjectStreams, trailer: '/Encrypt null' })).isEncrypted).toBe(false);
  }
  const inner = makePdf({ objects, trailer: '/Encrypt 9 0 R' });
  expect(opened(makePdf({ objects: [...objects, { data: inner }] })).isEncrypted).toBe(false);
});

test('an object stream that cannot be unpacked is a problem', () => {
  const dict = '/Type /ObjStm /N 1 /First 4';
  const image = opened(makePdf({ objects: [{ data: '5 0 (a)', dict: `${dict} /Filter /DCTDecode` }] }));
  expect([image.value(5), image.problems]).toEqual([undefined, [{ kind: 'opaque' }]]);
  const bytes = makePdf({ objects: [{ data: '5 0 (a)', dict, filters: ['FlateDecode'] }] });
  const budget = new Budget(0);
  budget.charge(budget.room - 3);
  const large = new PdfFile(bytes, budget);
  expect([large.value(5), large.problems]).toEqual([undefined, [{ kind: 'bound', why: budget.why }]]);
});

test('references that lead to each other lead nowhere', () => {
  const pdf = opened('1 0 obj 2 0 R endobj 2 0 obj 1 0 R endobj 3 0 obj 4 0 R endobj 4 0 obj (a) endobj');
  expect([pdf.resolve(new Ref(1)), pdf.streamOf(new Ref(1))]).toEqual([undefined, undefined]);
  expect(pdf.resolve(new Ref(3))).toEqual(Buffer.from('a'));
});

describe('time stays bounded for', () => {
  const MANY = 1_000_000;
  const cases: [string, string][] = [
    ['objects without an end', '1 0 obj '.repeat(MANY)],
    ['objects without an end, each on a line', '1 0 obj\n'.repeat(MANY)],
    ['open arrays', '1 0 obj ['.repeat(MANY)],
    ['open arrays behind numbers', '1 0 obj 5 ['.repeat(MANY)],
    ['open arrays behind dictionaries', '1 0 obj <<>> ['.repeat(MANY)],
    ['open texts', '1 0 obj ('.repeat(MANY)],
    ['open hexadecimal texts', '1 0 obj\n<'.repeat(MANY)],
    ['streams without an end', '1 0 obj<<>>stream\n'.repeat(MANY)],
    ['streams that end far away', `${'1 0 obj<</Length 9>>stream\n'.repeat(MANY)}endstream`],
    ['streams whose length is that of each other', '5 0 obj<</Length 5 0 R>>stream\nendstream '.repeat(200_000)],
    [
      'lengths that lead to blanks',
      `${'1 0 obj<</Length 9999999>>stream endstream '.repeat(150_000)}${' '.repeat(MANY)}`,
    ],
    ['deep arrays and dictionaries', `1 0 obj ${'[<</A'.repeat(MANY)}`],
    ['the ends of words', 'obj'.repeat(MANY)],
    ['numbers', '1 '.repeat(MANY)],
    ['blanks', `1 0 obj${' '.repeat(MANY)}obj`],
    ['trailers', 'trailer<<'.repeat(MANY)],
  ];
  test.for(cases)('%s', ([, source]) => {
    const started = performance.now();
    readAll(opened(source));
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('an object stream that names a million objects, each of which is all of it', () => {
    const head = Array.from({ length: 1_000_000 }, (_, i) => `${i} 0`).join(' ');
    const data = `${head} [${'1 '.repeat(MANY)}`;
    const dict = `/Type /ObjStm /N 1000000 /First ${head.length}`;
    const started = performance.now();
    const pdf = opened(makePdf({ objects: [{ data, dict, filters: ['FlateDecode'] }] }));
    for (let number = 2; number < 1000; number++) pdf.value(number);
    expect(pdf.tooMany).toBe(true);
    expect(pdf.problems.map(one => one.kind)).toEqual(['bound']);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('many streams that share a long list of filters', () => {
    const list = `[${'/AHx '.repeat(500_000)}]`;
    const streams = Array.from({ length: 20_000 }, () => ({ data: '41', dict: '/Filter 1 0 R /DecodeParms 1 0 R' }));
    const pdf = opened(makePdf({ objects: [list, ...streams] }));
    const started = performance.now();
    expect(new Set(contentsOf(pdf))).toEqual(new Set(['opaque']));
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

test('of too many objects the first are kept', () => {
  const pdf = opened('1 0 obj 2\n'.repeat(200_001));
  expect([pdf.tooMany, pdf.value(1)]).toEqual([true, 2]);
});

test('a file that is cut or damaged anywhere is read without an error', () => {
  const contents = [
    { data: TEXT, filters: ['FlateDecode'] as const },
    { data: TEXT, filters: ['LZWDecode'] as const },
  ];
  const random = rng(13);
  for (const inObjectStreams of [false, true]) {
    const whole = makePdf({ objects: pagesOf(contents), inObjectStreams });
    for (let length = 0; length < whole.length; length += 7) readAll(opened(whole.subarray(0, length)));
    for (let i = 0; i < 500; i++) {
      const damaged = Buffer.from(whole);
      damaged[integer(random, 0, whole.length - 1)] = integer(random, 0, 255);
      readAll(opened(damaged));
    }
  }
});
