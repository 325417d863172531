import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isArchive, scanContent } from '../../../src/detect/find/content.ts';
import { makeZip } from '../../generate/archives.ts';
import { makePdf, type PdfObject, pagesOf } from '../../generate/pdf.ts';
import { bytes as randomBytes, rng } from '../../generate/random.ts';
import { inPieces, inside, KEY, TEXT, told } from './told.ts';

const drawn = (line: string) => `BT /F1 10 Tf 50 700 Td (first line) Tj 0 -12 Td ${line} ET`;
const LINE = `(  key: ${KEY}) Tj`;
const packed = (data: string | Buffer, dict = '') => ({ dict, data, filters: ['FlateDecode' as const] });
const PAGE = packed(drawn(LINE));
const EMPTY = packed('BT ET');
const hex = (text: string) => `<${Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')}>`;
const page = (...more: PdfObject[]) => makePdf({ objects: [...pagesOf([EMPTY]), ...more] });

describe('a key is found in', () => {
  test.for<[string, Buffer, string]>([
    ['the text of a page', makePdf({ objects: pagesOf([EMPTY, PAGE]) }), 'pdf:page 2'],
    ['a page that is not packed', makePdf({ objects: pagesOf([{ data: drawn(LINE) }]) }), 'pdf:page 1'],
    [
      'letters that are moved towards each other',
      makePdf({
        objects: pagesOf([
          packed(drawn(`[(  key: ${KEY.slice(0, 3)}) 60 (${KEY.slice(3, 9)}) -30 (${KEY.slice(9)})] TJ`)),
        ]),
      }),
      'pdf:page 1',
    ],
    [
      'a page of which a later change has made another',
      makePdf({ objects: pagesOf([PAGE]), updates: [new Map([[4, EMPTY]])] }),
      'pdf:object 4',
    ],
    ['a page whose length is told wrongly', makePdf({ objects: pagesOf([{ ...PAGE, length: 3 }]) }), 'pdf:page 1'],
    [
      'a form that is drawn on pages',
      page({ ...PAGE, dict: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >>' }),
      'pdf:form 6',
    ],
    ['an attachment', page(packed(TEXT, '/Type /EmbeddedFile')), 'pdf:attachment 6'],
    [
      'an archive that is attached as it is',
      page({ data: makeZip([{ name: 'a', bytes: Buffer.from(TEXT) }]), dict: '/Type /EmbeddedFile' }),
      'pdf:attachment 6 > zip:a',
    ],
    ['metadata', page(packed(TEXT, '/Type /Metadata /Subtype /XML')), 'pdf:object 6'],
    ['a string in hex', page(`<< /T (first) /V ${hex(`x\n  key: ${KEY}`)} >>`), 'pdf:strings'],
    [
      'what is known by its object stream only',
      makePdf({ objects: [...pagesOf([EMPTY]), `<< /A\n(  ke: ${KEY}) >>`], inObjectStreams: true }),
      'pdf:object 7',
    ],
  ])('%s', ([, bytes, via]) => {
    expect(isArchive(bytes)).toBe(true);
    const scan = told(scanContent(bytes));
    expect(scan.found.map(([one]) => one)).toEqual([via]);
    expect([scan.unread, scan.opaque]).toEqual([[], 0]);
    expect(told(inPieces(bytes, 100))).toEqual(scan);
  });

  test('a PDF in a zip, and one that is written as base64', () => {
    const bytes = makePdf({ objects: pagesOf([PAGE]) });
    expect(told(scanContent(makeZip([{ name: 'a.pdf', bytes }])))).toEqual(inside('zip:a.pdf > pdf:page 1'));
    const mail = `Content-Type: application/pdf\n\n${bytes.toString('base64').replace(/.{76}/g, '$&\n')}\n`;
    expect(told(scanContent(Buffer.from(mail))).found.map(([via]) => via)).toEqual(['base64 > pdf:page 1']);
  });
});

test('a key in plain sight is told where it stands, and once', () => {
  const bytes = page(`<< /Type /Annot /Contents (${KEY}) >>`, { data: TEXT, dict: '/Type /Metadata' });
  expect(told(scanContent(bytes)).found.map(([via]) => via)).toEqual(['', '']);
});

test('what is encrypted is opaque', () => {
  const bytes = makePdf({ objects: pagesOf([packed(randomBytes(rng(1), 99))]), trailer: '/Encrypt << /V 4 >>' });
  expect(told(scanContent(bytes))).toEqual({ found: [], unread: [], opaque: 1 });
});

test('glyphs that nothing tells of are opaque, pictures are not', () => {
  const font = '<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< >>] >>';
  const [catalog, pages, , ...others] = pagesOf([packed('BT /F1 10 Tf <00010002000300040005> Tj ET')]);
  expect(told(scanContent(makePdf({ objects: [catalog!, pages!, font, ...others] })))).toMatchObject({ opaque: 1 });
  const picture = { data: randomBytes(rng(2), 500), dict: '/Subtype /Image /Filter /DCTDecode' };
  expect(told(scanContent(page(picture)))).toMatchObject({ opaque: 0, unread: [] });
});

test('of a damaged stream what is whole is read, and the rest is opaque', () => {
  const packedPage = deflateSync(drawn(LINE).padEnd(9000, ' (a) Tj'));
  for (const data of [
    packedPage.subarray(0, -4),
    packedPage.subarray(0, -9),
    Buffer.concat([packedPage.subarray(0, -1), Buffer.from('x')]),
  ]) {
    const scan = told(scanContent(makePdf({ objects: pagesOf([{ ...PAGE, data, isPacked: true }]) })));
    expect(scan).toEqual({ ...inside('pdf:page 1'), opaque: 1 });
  }
});

test('what unpacks to too much is unread', () => {
  const bomb = packed(Buffer.alloc(40 << 20), '/Type /EmbeddedFile');
  expect(told(scanContent(page(bomb))).unread).toEqual([['archive-bound', 'pdf:attachment 6']]);
});

test('a hostile document takes no time to speak of', { timeout: 60_000 }, () => {
  const many = Array.from({ length: 20_000 }, () => '<< /Type /Page /Parent 2 0 R /Contents 7 0 R >>');
  const nodes = Array.from({ length: 20_000 }, () => '<< /Kids 7 0 R >>');
  const list = `[${Array.from({ length: 30_000 }, (_, i) => `${8 + i} 0 R`).join(' ')}]`;
  for (const objects of [
    [...pagesOf([EMPTY]), '[4 0 R 4 0 R]', `[${'4 0 R '.repeat(100_000)}]`, ...many],
    ['<< /Type /Catalog /Pages 8 0 R >>', ...pagesOf([EMPTY]).slice(1), '1', list, ...nodes],
  ]) {
    const started = Date.now();
    scanContent(makePdf({ objects }));
    expect(Date.now() - started).toBeLessThan(20_000);
  }
});

test('damage anywhere throws nothing, and is no reason to lose what is whole', { timeout: 60_000 }, () => {
  const whole = makePdf({ objects: pagesOf([PAGE, EMPTY]), inObjectStreams: true });
  for (let at = 0; at < whole.length; at += 2) {
    const damaged = Buffer.from(whole);
    damaged[at] = damaged[at]! ^ 0x55;
    scanContent(damaged);
    scanContent(whole.subarray(0, at));
  }
});
