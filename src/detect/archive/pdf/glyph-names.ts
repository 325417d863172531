/** The characters that glyphs stand for by their names, as far as they are of ASCII (Adobe Glyph List, and its specification). */

const DIGITS = 'zero one two three four five six seven eight nine'.split(' ');
const [FIRST, SECOND, THIRD, FOURTH] = [
  'space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period slash',
  'colon semicolon less equal greater question at',
  'bracketleft backslash bracketright asciicircum underscore grave',
  'braceleft bar braceright asciitilde',
].map(names => names.split(' ')) as [string[], string[], string[], string[]];

/** Made when they are needed: few scans meet a PDF. */
let characters: ReadonlyMap<string, string> | undefined;

const charactersByName = () =>
  new Map<string, string>([
    ...numbered(FIRST, 0x20),
    ...numbered(DIGITS, 0x30),
    ...numbered(SECOND, 0x3a),
    ...numbered(THIRD, 0x5b),
    ...numbered(FOURTH, 0x7b),
    ['quoteright', "'"],
    ['quoteleft', '`'],
    ['minus', '-'],
    ['sfthyphen', '-'],
    ['nbspace', ' '],
    ['nonbreakingspace', ' '],
  ]);
const LIGATURES = /^(?:ff[il]?|f[il])$/;
const [UNIT, POINT] = [/^uni((?:[0-9A-F]{4}){1,4})$/, /^u([0-9A-F]{4,6})$/];
const MOST_POINT = 0x10ffff;
/** A longer name tells nothing. */
const MOST_NAME = 64;

function numbered(names: readonly string[], first: number): [string, string][] {
  return names.map((name, i) => [name, String.fromCharCode(first + i)]);
}

/** The text of a glyph; undefined if the name does not tell. */
export function textOfGlyph(name: string): string | undefined {
  if (name.length > MOST_NAME) return undefined;
  // What follows a full stop tells of the shape only: `one.oldstyle`.
  const parts = name.replace(/\..*$/, '').split('_').map(textOfPart);
  return parts.includes(undefined) ? undefined : parts.join('');
}

function textOfPart(name: string): string | undefined {
  if (/^[A-Za-z]$/.test(name) || LIGATURES.test(name)) return name;
  const units = UNIT.exec(name)?.[1];
  if (units !== undefined) return Buffer.from(units, 'hex').swap16().toString('utf16le');
  const point = Number.parseInt(POINT.exec(name)?.[1] ?? '', 16);
  if (point <= MOST_POINT) return String.fromCodePoint(point);
  characters ??= charactersByName();
  return characters.get(name);
}
