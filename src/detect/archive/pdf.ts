/**
 * PDF (ISO 32000-2): the text of its pages and of the forms that are drawn on them, the files that are attached to it, what its
 * other streams hold, also those that a later change has replaced, and strings that do not stand in it as they are.
 */
import type { Budget } from './budget.ts';
import type { Held, Name as Label } from './open.ts';
import { PdfFile, type Problem, type Stream } from './pdf/file.ts';
import { Fonts, isOfType, pagesOf } from './pdf/pages.ts';
import { encodedStrings } from './pdf/strings.ts';
import { textOf } from './pdf/text.ts';
import { type Dict, nameOf, type Value } from './pdf/values.ts';

export const PDF_MAGIC = '%PDF-';

/** A page has its content in so many streams, at most: more are read as streams of no page. */
const MOST_CONTENTS = 1000;
/** What finding one of them costs, in bytes of the budget. */
const CONTENT_COST = 64;
/** What stands in a text for a glyph of which nothing tells: some fonts number theirs from 1 on. */
const UNKNOWN = /[\0-\x08\x0b-\x1f\ufffd]/g;
/** Of a larger share of such the text is opaque. */
const MOST_UNKNOWN = 0.05;
/** What the dictionaries of pictures, of fonts' files and of tables of colours have: none of them is text. Their packed bytes are read as they are. */
const KEYS_OF_OTHERS = ['Length1', 'Length2', 'Length3', 'FunctionType', 'ShadingType'];
const OTHERS = ['Image', 'Type1C', 'CIDFontType0C', 'OpenType'];

/** What is in the PDF `bytes`. */
export function* pdfMembers(bytes: Buffer, budget: Budget): Generator<Held> {
  const file = new PdfFile(bytes, budget);
  if (file.isEncrypted || file.isEmpty) return yield { kind: 'opaque' };
  const reading = new Reading(file, budget);
  for (const [i, page] of pagesOf(file).entries()) yield* reading.page(page, i + 1);
  for (const stream of file.streams) yield* reading.stream(stream);
  yield* reading.strings();
  if (file.tooMany) yield { kind: 'bound', name: () => '', why: 'too many objects' };
  for (const problem of file.problems) yield told(problem, () => 'objects');
}

/** Reads each stream once. */
class Reading {
  readonly #file: PdfFile;
  readonly #budget: Budget;
  readonly #fonts: Fonts;
  readonly #read = new Set<Stream>();
  /** True once a bound is hit: it was told. */
  #isOver = false;

  constructor(file: PdfFile, budget: Budget) {
    this.#file = file;
    this.#budget = budget;
    this.#fonts = new Fonts(file);
  }

  *page(page: Dict, number: number): Generator<Held> {
    const file = this.#file;
    const name = () => `page ${number}`;
    const own = page.get('Contents');
    const list = file.resolve(own);
    const named: readonly Value[] = Array.isArray(list) ? list.slice(0, MOST_CONTENTS) : own === undefined ? [] : [own];
    // Many pages may name the same many streams.
    const cost = named.length * CONTENT_COST;
    if (!this.#isOver && cost > this.#budget.room) {
      this.#isOver = true;
      yield { kind: 'bound', name, why: this.#budget.why };
    }
    if (this.#isOver) return;
    this.#budget.charge(cost);
    const contents = named.map(one => file.streamOf(one)).filter(one => one !== undefined);
    yield* this.#text(contents, page, name);
  }

  *stream(stream: Stream): Generator<Held> {
    if (this.#read.has(stream)) return;
    const { dict, number, from, to } = stream;
    const kind = nameOf(dict.get('Subtype')) ?? '';
    if (kind === 'Form') return yield* this.#text([stream], dict, () => `form ${number}`);
    const isAttached = isOfType(dict, 'EmbeddedFile');
    if (OTHERS.includes(kind) || KEYS_OF_OTHERS.some(key => dict.has(key)) || isOfType(dict, 'XRef')) return;
    // What has no filter stands in plain sight.
    if (!isAttached && this.#file.filtersOf(stream).length === 0) return;
    const name = () => `${isAttached ? 'attachment' : 'object'} ${number}`;
    const bytes = yield* this.#unpack(stream, name);
    if (bytes !== undefined) yield* this.#member(bytes, from, to, name);
  }

  *strings(): Generator<Held> {
    const strings = this.#isOver ? '' : encodedStrings(this.#file);
    if (strings === '') return;
    this.#budget.charge(strings.length);
    yield* this.#member(Buffer.from(strings), 0, 0, () => 'strings');
  }

  /** The text that some streams draw, one after the other. @param owner has the resources. */
  *#text(streams: readonly Stream[], owner: Dict, name: Label): Generator<Held> {
    const parts: Buffer[] = [];
    const ranges: Stream[] = [];
    for (const stream of streams) {
      const bytes = this.#read.has(stream) ? undefined : yield* this.#unpack(stream, name);
      if (bytes === undefined) continue;
      parts.push(bytes, NEWLINE);
      ranges.push(stream);
    }
    const [first, ...others] = ranges;
    if (first === undefined) return;
    const text = textOf(Buffer.concat(parts), this.#fonts.of(owner), () => {});
    this.#budget.charge(text.length);
    yield* this.#member(Buffer.from(text), first.from, first.to, name);
    for (const { from, to } of others) yield { kind: 'silent', from, to };
    const unknown = text.length - text.replace(UNKNOWN, '').length;
    if (unknown > text.length * MOST_UNKNOWN) yield { kind: 'opaque' };
  }

  *#unpack(stream: Stream, name: Label): Generator<Held, Buffer | undefined> {
    this.#read.add(stream);
    if (this.#isOver) return undefined;
    const unpacked = this.#file.unpack(stream);
    if (unpacked.kind === 'bytes' && unpacked.isCut) yield { kind: 'opaque' };
    if (unpacked.kind === 'bytes') return unpacked.bytes;
    this.#isOver = unpacked.kind === 'bound';
    yield told(unpacked, name);
    return undefined;
  }

  *#member(bytes: Buffer, from: number, to: number, name: Label): Generator<Held> {
    if (this.#isOver) return;
    this.#isOver = !this.#budget.member();
    if (this.#isOver) yield { kind: 'bound', name, why: 'too many members' };
    else yield { kind: 'member', name, bytes, from, to };
  }
}

const NEWLINE = Buffer.from('\n');

function told(problem: Problem, name: Label): Held {
  return problem.kind === 'bound' ? { ...problem, name } : problem;
}
