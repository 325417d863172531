/**
 * Undoes what a value is wrapped in: escapes of JSON, URLs and HTML, concatenation, base64, UTF-16. Each makes a view out of
 * a view or bytes. Every step looks at a few bytes around itself only, so the same bytes are undone in the same way wherever
 * they stand.
 */

import { DecodedPlaces, ListedPlaces, RewrittenPlaces } from '../find/places.ts';
import { endAt, startAt, type View } from '../find/view.ts';
import { breaksIn } from './block-edges.ts';

/**
 * Nested JSON doubles the backslashes at each level; URL encoding on top of itself puts `25` behind the percent sign; HTML
 * on top of itself `amp;`. `=3D` is quoted-printable.
 */
const BACKSLASHES = /(?<!\\)\\{1,16}(?:u00[2-7][0-9a-fA-F]|x[2-7][0-9a-fA-F]|[nrt"'`/])/;
const PERCENTS = /%(?:25){0,3}(?:2[0-46-9A-Fa-f]|3[A-Fa-f]|0[9ADad]|[46]0|5[B-Fb-f]|7[B-Eb-e])/;
const ENTITIES =
  /&(?:amp;){0,2}(?:#0{0,3}(?:10|13|32|34|38|39|43|47|58|6[0-3]|9[1-6])|#[xX]0{0,3}(?:[adAD]|2[0267BbFf]|3[AC-Fac-f])|quot|apos|plus|sol|equals|lt|gt|colon|nbsp|amp);|=3D/;
/** Colours of a terminal, as they are or in JSON (ECMA-48, SGR). They end in a letter, right before what they colour. */
const COLOURS = /(?:\x1b|\\{1,4}(?:u001[bB]|x1[bB]|033|e))\[[0-9;]{0,16}m/;
/** Of the escapes in a run each, in a group of its own; and backslashes and percent signs that begin none. */
export const ESCAPE_IN_RUN = new RegExp(`(${BACKSLASHES.source}|${PERCENTS.source})|\\\\+|%`, 'g');
const nextEscape = nextOf(COLOURS, BACKSLASHES, PERCENTS, ENTITIES);
const nextTextEscape = nextOf(COLOURS, BACKSLASHES, ENTITIES);
/** The longest of them is shorter than this. */
const ESCAPE_MARGIN = 32;

const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  plus: '+',
  sol: '/',
  equals: '=',
  lt: '<',
  gt: '>',
  colon: ':',
  nbsp: ' ',
  amp: '&',
};
const BACKSLASHED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The first match at `from` or behind it. */
type Next = (text: string, from: number) => RegExpExecArray | null;

function nextOf(...shapes: readonly RegExp[]): Next {
  const any = new RegExp(shapes.map(one => one.source).join('|'), 'g');
  return (text, from) => {
    any.lastIndex = from;
    return any.exec(text);
  };
}

/** The view with escapes of JSON and HTML undone and those of URLs left. */
export function unescapedText(view: View): View {
  return rewritten(view, nextTextEscape, meaningOf, ESCAPE_MARGIN) ?? withMargin(view, ESCAPE_MARGIN);
}

/**
 * The view with escapes undone. One that has none is shown no further: else an escape outside the window of a value would
 * change what is seen of it.
 */
export function unescaped(view: View): View {
  if (!/[\\%&\x1b]|=3D/.test(view.text)) return withMargin(view, ESCAPE_MARGIN);
  return rewritten(view, nextEscape, meaningOf, ESCAPE_MARGIN) ?? withMargin(view, ESCAPE_MARGIN);
}

/** What was to be rewritten, and was not, is read by the same rules. */
function withMargin(view: View, margin: number): View {
  return { ...view, margin: view.margin + margin };
}

/** The character that an escape stands for. */
export function meaningOf(sequence: string): string {
  if (sequence.endsWith('m')) return ' ';
  if (sequence.startsWith('\\')) {
    const rest = sequence.replace(/^\\+/, '');
    if (rest.length === 1) return BACKSLASHED[rest] ?? rest;
    return String.fromCharCode(Number.parseInt(rest.slice(1), 16));
  }
  if (sequence.startsWith('&')) {
    const entity = sequence.slice(1, -1).replace(/^(?:amp;)+/, '');
    if (!entity.startsWith('#')) return NAMED[entity] ?? '&';
    return String.fromCharCode(/^#[xX]/.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1)));
  }
  return String.fromCharCode(Number.parseInt(sequence.slice(-2), 16));
}

/** `" + "` and its kin in the common languages: `+`, `++`, `.`, `..`, `&`, `<>`, `||`, over a line break too, whose next line is aligned somehow. */
const OPERATED =
  /(?<=[A-Za-z0-9+/=])["'`][ \t]{0,8}(?:(?:\+{1,2}|\.{1,2}|&|<>|\|\|)[ \t]{0,8}[_\\]?(?:\r?\n[ \t]{0,64})?|\\?\r?\n[ \t]{0,64}(?:\+{1,2}|\.{1,2}|&|<>|\|\|)[ \t]{0,8}|\\\r?\n[ \t]{0,64})["'`](?=[A-Za-z0-9+/=])/;
/**
 * Two literals with nothing but blanks between, which Python, C and shells join. The next line is indented, as the row of a
 * table is not; and less than three characters are a word of its own (`["S" "…"]`).
 */
const ADJACENT = /(?<=[A-Za-z0-9+/=]{3})["'`][ \t]{0,8}(?:\r?\n[ \t]{1,64})?["'`](?=[A-Za-z0-9+/=]{3})/;
/** A join begins nowhere else: told in a fifth of the time, as it begins with one class and needs no look back before that. */
const MAY_JOIN = /["'`](?<=[A-Za-z0-9+/=]["'`])[ \t\r\n+.&<>|_\\]{0,88}["'`][A-Za-z0-9+/=]/g;
const JOIN_HERE = new RegExp(`${OPERATED.source}|${ADJACENT.source}`, 'y');
const JOINER_MARGIN = 96;

/** The view with split string literals joined, or undefined if there are none. */
export function joined(view: View): View | undefined {
  return rewritten(view, nextJoin, () => '', JOINER_MARGIN);
}

function nextJoin(text: string, from: number): RegExpExecArray | null {
  MAY_JOIN.lastIndex = from;
  for (let place = MAY_JOIN.exec(text); place !== null; place = MAY_JOIN.exec(text)) {
    JOIN_HERE.lastIndex = place.index;
    const join = JOIN_HERE.exec(text);
    if (join !== null) return join;
    MAY_JOIN.lastIndex = place.index + 1;
  }
  return null;
}

/** A quoted-printable line that goes on in the next: it is full, by which it is told from padded base64. Python fills 78 characters, not 76. */
const nextSoftBreak = nextOf(/=(?<=(?:^|\n)[^\n]{70,77}=)\r?\n(?=[^\r\n])/);

/** The view with the lines of quoted-printable text joined, its escapes left, or undefined if there are none. */
export function unbroken(view: View): View | undefined {
  return /=\r?\n/.test(view.text) ? rewritten(view, nextSoftBreak, () => '', JOINER_MARGIN) : undefined;
}

/** `view` with every match replaced by at most one character, or undefined if there is none. */
function rewritten(view: View, next: Next, replace: (match: string) => string, margin: number): View | undefined {
  const source = view.text;
  let match = next(source, 0);
  if (match === null) return undefined;
  const places = new RewrittenPlaces(view.places);
  let text = '';
  let copied = 0;
  for (; match !== null; match = next(source, copied)) {
    text += source.slice(copied, match.index);
    copied = match.index + match[0].length;
    const made = replace(match[0]);
    places.replace(text.length, made.length, match.index, copied);
    text += made;
  }
  return { ...view, text: text + source.slice(copied), places, margin: view.margin + margin };
}

/**
 * `view` with one block of base64 replaced by what it encodes.
 * @param start where the block starts in the view's text, a whole group of four. @param end one past its padding.
 * @param decoded what it encodes. @param digits where its digits stand in the view's text.
 */
export function base64Decoded(view: View, start: number, end: number, decoded: Buffer, digits: Int32Array): View {
  const stop = digits.length === 0 ? start : (digits[digits.length - 1] as number) + 1;
  const breaks = Array.from(breaksIn(view.text, start, stop), ([at, sureAt]) => ({
    at: startAt(view, at),
    sureAt: endAt(view, sureAt),
  }));
  const doubts = [...(view.doubts ?? []), ...breaks].sort((a, b) => a.at - b.at);
  return {
    ...view,
    text: view.text.slice(0, start) + decoded.toString('latin1') + view.text.slice(end),
    places: new DecodedPlaces(view.places, start, end, decoded.length, digits),
    margin: view.margin + 8,
    via: [...view.via, 'base64'],
    ...(doubts.length > 0 && { doubts }),
  };
}

/** Text in UTF-16, whichever half of each pair is the NUL. */
const WIDE = /(?:[\t\n\r\x20-\x7e]\0){8}/;

/** True if what was decoded is UTF-16, as PowerShell wants its encoded commands. */
export function isWide(text: string): boolean {
  return WIDE.test(text);
}

const nextNul = nextOf(/\0/);

/** The view without its NULs. */
export function narrowed(view: View): View {
  const narrow = rewritten(view, nextNul, () => '', 0);
  return { ...(narrow ?? view), via: [...view.via, 'utf-16'] };
}

/**
 * The text whose characters stand at `phase`, `phase + 2`, … of `bytes` between `from` and `to`, the bytes between them being
 * NUL. What is not ASCII becomes a character that no credential has.
 */
export function utf16View(bytes: Buffer, from: number, to: number, phase: number): View {
  const low = Math.max(0, from);
  const high = Math.min(bytes.length, to);
  const first = low + ((phase - low) & 1);
  const count = Math.max(0, Math.floor((high - first + 1) / 2));
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  const characters = Buffer.alloc(count);
  for (let i = 0; i < count; i++) {
    const at = first + 2 * i;
    const ascii = bytes[at - 1] === 0 || bytes[at + 1] === 0;
    characters[i] = ascii ? (bytes[at] as number) : 0x7f;
    starts[i] = at - low;
    ends[i] = at + 1 - low;
  }
  return {
    text: characters.toString('latin1'),
    places: new ListedPlaces(starts, ends),
    base: low,
    from: low,
    to: high,
    atStart: low === 0,
    atEnd: high === bytes.length,
    margin: 2,
    via: ['utf-16'],
  };
}
