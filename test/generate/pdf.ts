/**
 * PDFs of chosen objects and streams: plain, with object streams and a cross-reference stream, or updated. Programs that read PDFs
 * accept what it makes, unless damage is asked for.
 */
import { deflateSync } from 'node:zlib';

export type PdfFilter = 'FlateDecode' | 'ASCII85Decode' | 'ASCIIHexDecode' | 'RunLengthDecode' | 'LZWDecode';

export interface PdfStream {
  /** What its dictionary has besides length and filters, without the brackets. */
  readonly dict?: string;
  readonly data: Buffer | string;
  /** In the order in which they are undone. */
  readonly filters?: readonly PdfFilter[];
  /** What is said of its length, if not the truth. */
  readonly length?: number | string;
  /** Its bytes have its filters already. */
  readonly isPacked?: boolean;
}

/** The source of an object, or a stream. */
export type PdfObject = string | PdfStream;

/** The first object has number 1, and so on; the first is the catalog. */
export interface PdfPlan {
  readonly objects: readonly PdfObject[];
  /** What each later update adds or replaces, by number. */
  readonly updates?: readonly ReadonlyMap<number, PdfObject>[];
  /** Objects that are no streams are in an object stream, and so is the cross-reference table in a stream. */
  readonly inObjectStreams?: boolean;
  /** What the trailer has besides /Root and /Size. */
  readonly trailer?: string;
}

/** A place in the file; or in an object stream, by its number and the place there. */
type Entry = { readonly at: number } | { readonly holder: number; readonly index: number };

export function makePdf(plan: PdfPlan): Buffer {
  const first = new Map(plan.objects.map((one, i) => [i + 1, one] as const));
  const file = new PdfText(plan.trailer ?? '');
  for (const section of [first, ...(plan.updates ?? [])]) file.add(section, plan.inObjectStreams ?? false);
  return file.bytes;
}

/** The objects of a document of one page each content, which has Helvetica as /F1. Object 4 is the first content. */
export function pagesOf(contents: readonly PdfStream[]): PdfObject[] {
  const page = (i: number) => 4 + contents.length + i;
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${contents.length} /Kids [${contents.map((_, i) => `${page(i)} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...contents,
    ...contents.map(
      (_, i) =>
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${4 + i} 0 R` +
        ' /Resources << /Font << /F1 3 0 R >> >> >>',
    ),
  ];
}

class PdfText {
  readonly #trailer: string;
  readonly #parts: Buffer[] = [];
  #length = 0;
  #size = 1;
  #previous: number | undefined;

  constructor(trailer: string) {
    this.#trailer = trailer;
    this.#write('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  /** Adds objects and the table of them. */
  add(objects: ReadonlyMap<number, PdfObject>, inObjectStreams: boolean): void {
    this.#size = Math.max(this.#size, ...[...objects.keys()].map(one => one + 1));
    const entries = new Map<number, Entry>();
    const held: [number, string][] = [];
    for (const [number, object] of objects) {
      if (inObjectStreams && typeof object === 'string') held.push([number, object]);
      else entries.set(number, { at: this.#object(number, object) });
    }
    if (held.length > 0) this.#hold(held, entries);
    if (inObjectStreams) this.#tableStream(entries);
    else this.#table(entries);
  }

  #write(text: string | Buffer): void {
    const bytes = Buffer.from(text as string, 'latin1');
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  #object(number: number, object: PdfObject): number {
    const at = this.#length;
    this.#write(`${number} 0 obj\n`);
    if (typeof object === 'string') this.#write(object);
    else this.#stream(object);
    this.#write('\nendobj\n');
    return at;
  }

  #stream({ dict = '', data, filters = [], length, isPacked = false }: PdfStream): void {
    const bytes = isPacked ? Buffer.from(data as Buffer) : filtered(Buffer.from(data as Buffer), filters);
    const names = filters.length === 0 ? '' : `/Filter [${filters.map(one => `/${one}`).join(' ')}]`;
    this.#write(`<< ${dict} ${names} /Length ${length ?? bytes.length} >>\nstream\n`);
    this.#write(bytes);
    this.#write('\nendstream');
  }

  /** Adds an object stream. */
  #hold(held: readonly [number, string][], entries: Map<number, Entry>): void {
    const holder = this.#size++;
    const pairs: number[] = [];
    let body = '';
    for (const [index, [number, source]] of held.entries()) {
      pairs.push(number, body.length);
      body += `${source}\n`;
      entries.set(number, { holder, index });
    }
    const head = `${pairs.join(' ')}\n`;
    const dict = `/Type /ObjStm /N ${held.length} /First ${head.length}`;
    const data = Buffer.from(head + body, 'latin1');
    entries.set(holder, { at: this.#object(holder, { dict, data, filters: ['FlateDecode'] }) });
  }

  #table(entries: ReadonlyMap<number, Entry>): void {
    const at = this.#length;
    this.#write('xref\n0 1\n0000000000 65535 f \n');
    for (const [number, entry] of entries) {
      if ('at' in entry) this.#write(`${number} 1\n${String(entry.at).padStart(10, '0')} 00000 n \n`);
    }
    this.#write(`trailer\n<< ${this.#ends()} >>\n`);
    this.#finish(at);
  }

  #tableStream(entries: Map<number, Entry>): void {
    const number = this.#size++;
    const at = this.#length;
    entries.set(number, { at });
    const rows: Buffer[] = [Buffer.from([0, 0, 0, 0, 0, 255, 255])];
    for (const entry of entries.values()) {
      const row = Buffer.alloc(7);
      row[0] = 'at' in entry ? 1 : 2;
      row.writeUInt32BE('at' in entry ? entry.at : entry.holder, 1);
      if ('index' in entry) row.writeUInt16BE(entry.index, 5);
      rows.push(row);
    }
    const index = `0 1 ${[...entries.keys()].map(one => `${one} 1`).join(' ')}`;
    const dict = `/Type /XRef /W [1 4 2] /Index [${index}] ${this.#ends()}`;
    this.#object(number, { dict, data: Buffer.concat(rows), filters: ['FlateDecode'] });
    this.#finish(at);
  }

  #ends(): string {
    const previous = this.#previous === undefined ? '' : `/Prev ${this.#previous}`;
    return `/Root 1 0 R /Size ${this.#size} ${previous} ${this.#trailer}`;
  }

  #finish(at: number): void {
    this.#previous = at;
    this.#write(`startxref\n${at}\n%%EOF\n`);
  }
}

/** The bytes that the filters make `bytes` of, the first one first. */
export function filtered(bytes: Buffer, filters: readonly PdfFilter[]): Buffer {
  return filters.reduceRight((made, filter) => FILTERS[filter](made), bytes);
}

const FILTERS: Readonly<Record<PdfFilter, (bytes: Buffer) => Buffer>> = {
  FlateDecode: bytes => deflateSync(bytes),
  ASCIIHexDecode: bytes => Buffer.from(`${bytes.toString('hex')}>`),
  ASCII85Decode: ascii85,
  RunLengthDecode: runs,
  LZWDecode: bytes => lzw(bytes),
};

function ascii85(bytes: Buffer): Buffer {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const count = Math.min(4, bytes.length - at);
    let value = Buffer.concat([bytes.subarray(at, at + count), Buffer.alloc(4 - count)]).readUInt32BE();
    if (value === 0 && count === 4) text += 'z';
    else {
      let group = '';
      for (let i = 0; i < 5; i++, value = Math.floor(value / 85))
        group = String.fromCharCode(33 + (value % 85)) + group;
      text += group.slice(0, count + 1);
    }
  }
  return Buffer.from(`${text}~>`);
}

/** Runs of equal bytes as such, and all others as they are. */
function runs(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    let end = at + 1;
    while (end < bytes.length && end - at < 128 && bytes[end] === bytes[at]) end++;
    parts.push(end - at > 1 ? Buffer.from([257 - (end - at), bytes[at]!]) : Buffer.from([0, bytes[at]!]));
    at = end;
  }
  return Buffer.concat([...parts, Buffer.from([128])]);
}

/** @param early 0 if codes get longer as late as they can. */
export function lzw(bytes: Buffer, early: 0 | 1 = 1): Buffer {
  const made: number[] = [];
  let [bits, count, width] = [0, 0, 9];
  const write = (code: number) => {
    bits = (bits << width) | code;
    for (count += width; count >= 8; count -= 8) made.push((bits >>> (count - 8)) & 255);
    bits &= (1 << count) - 1;
  };
  let codes = new Map<string, number>();
  const codeOf = (text: string) => (text.length === 1 ? text.charCodeAt(0) : codes.get(text));
  write(256);
  let known = '';
  for (const byte of bytes) {
    const longer = known + String.fromCharCode(byte);
    if (codeOf(longer) !== undefined) {
      known = longer;
      continue;
    }
    write(codeOf(known)!);
    codes.set(longer, 258 + codes.size);
    const next = 258 + codes.size;
    // The reader knows of each code one later than the writer.
    if (next - 1 + early >= 1 << width && width < 12) width++;
    if (next >= 4095) {
      write(256);
      codes = new Map();
      width = 9;
    }
    known = longer.slice(-1);
  }
  if (known !== '') write(codeOf(known)!);
  // Behind the last one the reader has one code more.
  if (known !== '' && 258 + codes.size + early >= 1 << width && width < 12) width++;
  write(257);
  if (count > 0) made.push((bits << (8 - count)) & 255);
  return Buffer.from(made);
}
