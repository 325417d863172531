/**
 * Looks for values in text, in every form in which a name may carry them: as they are, in base64 or hexadecimal, escaped as in
 * URLs and JSON, and with their `/` and `+` replaced, as names of branches and files demand it.
 */
import type { Role } from '../model.ts';
import type { Secret } from '../secret.ts';
import { mask } from './mask.ts';

/** A value that must not be shown. */
export interface Hidden {
  readonly role: Role;
  readonly secret: Secret;
}

/** What of a text is to be replaced, and by what. */
interface Range {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
}

/** Characters in the middle of a form by which it is looked up: unique for random values, unlike their beginnings. */
const GRAM = 8;
/** So many characters of a form in a row are taken out although the rest of it is not there. */
const PIECE = 16;

/** A way to write a value: the text, and how many characters beside it hold a few bits of the value as well. */
interface Form {
  readonly text: string;
  readonly before: number;
  readonly after: number;
}
type Write = (value: string) => Form;
const whole = (text: string): Form => ({ text: folded(text), before: 0, after: 0 });
const ENCODED: readonly Write[] = [
  ...[0, 1, 2].map(shift => (value: string) => base64(value, shift)),
  value => whole(Buffer.from(value).toString('hex')),
  value => whole(Buffer.from(value).toString('hex').toUpperCase()),
];

/** A value and the way in which the form is written that a gram was taken from. Forms are made again when they are met. */
interface Entry extends Hidden {
  readonly write: Write;
}

/** What an encoded form has in a row, all but surely; a text without it is not looked through for them. */
const ENCODED_RUN = /[A-Za-z0-9]{13}/;

type Index = ReadonlyMap<string, readonly Entry[]>;

export class HiddenValues {
  readonly #values: readonly Hidden[];
  readonly #plain: Index;
  #encoded: Index | undefined;

  constructor(values: Iterable<Hidden>) {
    this.#values = [...values].filter(one => one.secret.length >= GRAM);
    this.#plain = indexOf(this.#values, [whole]);
  }

  /** `text` with a mask for each value in it, also for a long piece of one. */
  mask(text: string): string {
    if (this.#values.length === 0 || text.length < GRAM) return text;
    const ranges = viewsOf(text).flatMap(view =>
      this.#rangesIn(folded(view.text)).map(({ start, end, shown }) => ({
        start: view.at(start),
        end: view.at(end),
        shown,
      })),
    );
    let out = '';
    let done = 0;
    for (const { start, end, shown } of ranges.sort((x, y) => x.start - y.start || y.end - x.end)) {
      if (start >= done) out += text.slice(done, start) + shown;
      done = Math.max(done, end);
    }
    return done === 0 ? text : out + text.slice(done);
  }

  #rangesIn(text: string): Range[] {
    const found = rangesIn(text, this.#plain);
    if (!ENCODED_RUN.test(text)) return found;
    this.#encoded ??= indexOf(this.#values, ENCODED);
    return [...found, ...rangesIn(text, this.#encoded)];
  }
}

function indexOf(values: readonly Hidden[], ways: readonly Write[]): Index {
  const index = new Map<string, Entry[]>();
  for (const { role, secret } of values) {
    for (const write of ways) {
      const { text } = write(secret.reveal());
      const gram = text.slice(middle(text), middle(text) + GRAM);
      const entries = index.get(gram);
      if (entries === undefined) index.set(gram, [{ role, secret, write }]);
      else if (!entries.some(one => one.write === write && one.secret.equals(secret)))
        entries.push({ role, secret, write });
    }
  }
  return index;
}

function rangesIn(text: string, index: Index): Range[] {
  const found: Range[] = [];
  for (let at = 0; at + GRAM <= text.length; at++) {
    const entries = index.get(text.slice(at, at + GRAM));
    const range = entries && longestRun(text, at, entries);
    if (range === undefined) continue;
    found.push(range);
    at = Math.max(at, range.end - 1);
  }
  return found;
}

/** Where the longest piece of a form stands around the gram at `at`; undefined if none is long enough. */
function longestRun(text: string, at: number, entries: readonly Entry[]): Range | undefined {
  let best: Range | undefined;
  for (const { role, secret, write } of entries) {
    const form = write(secret.reveal());
    const shift = at - middle(form.text);
    const least = Math.max(0, shift);
    const most = Math.min(text.length, shift + form.text.length);
    let start = at;
    let end = at + GRAM;
    while (start > least && text[start - 1] === form.text[start - 1 - shift]) start--;
    while (end < most && text[end] === form.text[end - shift]) end++;
    if (end - start < Math.min(PIECE, form.text.length) || (best && end - start <= best.end - best.start)) continue;
    if (start === shift) start = Math.max(0, start - form.before);
    if (end === shift + form.text.length) end = Math.min(text.length, end + form.after);
    best = { start, end, shown: mask(role, secret) };
  }
  return best;
}

function middle(text: string): number {
  return (text.length - GRAM) >> 1;
}

/** The digits beyond 62 of both alphabets of base64, and what stands for them in names, are one. */
function folded(text: string): string {
  return text.replace(/[+/_]/g, '-');
}

/** Base64 of a value that begins `shift` bytes into a group of three, as far as it depends on the value alone. */
function base64(value: string, shift: number): Form {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]);
  const text = bytes.toString('base64').replace(/=+$/, '');
  const open = bytes.length % 3 === 0 ? 0 : 1;
  const first = shift === 0 ? 0 : shift + 1;
  return { text: folded(text.slice(first, text.length - open)), before: shift === 0 ? 0 : 1, after: open };
}

/** A text as it is, or as it is without its escapes, and where each of its characters begins in the one that was given. */
interface View {
  readonly text: string;
  readonly at: (index: number) => number;
}

const ESCAPE =
  /%([0-9A-Fa-f]{2})|\\u00([0-9A-Fa-f]{2})|\\x([0-9A-Fa-f]{2})|\\(?=\/)|&#x([0-9A-Fa-f]{2});|&#(\d{2,3});/g;
/** Escapes of escapes that are undone. */
const MOST_LAYERS = 3;

function viewsOf(text: string): View[] {
  const views: View[] = [{ text, at: index => index }];
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const last = views[layer] as View;
    const next = unescaped(last);
    if (next === undefined) break;
    views.push(next);
  }
  return views;
}

function unescaped({ text, at }: View): View | undefined {
  let plain = '';
  let done = 0;
  const starts: number[] = [];
  const copy = (end: number) => {
    for (let index = done; index < end; index++) starts.push(at(index));
    plain += text.slice(done, end);
  };
  for (const match of text.matchAll(ESCAPE)) {
    const [escaped, ...codes] = match;
    const hex = codes.slice(0, 4).find(one => one !== undefined);
    const code = hex === undefined ? Number(codes[4] ?? Number.NaN) : Number.parseInt(hex, 16);
    copy(match.index);
    done = match.index + escaped.length;
    if (Number.isNaN(code)) continue;
    starts.push(at(match.index));
    plain += String.fromCharCode(code);
  }
  if (done === 0) return undefined;
  copy(text.length);
  starts.push(at(text.length));
  return { text: plain, at: index => starts[index] as number };
}
