/**
 * The text of a page, or of a form: what its content draws by operators of text (ISO 32000-2, 9.4), in the order in which it is
 * drawn. It never throws, and takes time in proportion to the content.
 */
import { betweenRuns, Flow, LEAST_BLANK, Pieces } from './flow.ts';
import { EM, type Font, type FontParts, fontOf } from './fonts.ts';
import { imageEnd } from './inline-image.ts';
import { Lexer } from './lexer.ts';
import { IDENTITY, type Matrix, product, shifted } from './matrix.ts';
import { Name, type Value, Word } from './values.ts';

/** No operator has more operands, other than those for colours, which do not matter. */
const MOST_OPERANDS = 16;
/** States that are kept to be returned to. Deeper ones are not kept. */
const MOST_SAVED = 1000;

const BLANK = 0x20;
const ONE_BLANK = Buffer.from([BLANK]);
/** A blank that is narrower, in em, is none. */
const MOST_HIDDEN = 0.1;
/** No key is as short. */
const MOST_APART = 8;

/** What `q` keeps. Distances are those of text space, before the font's size. */
interface State {
  matrix: Matrix;
  font: Font;
  size: number;
  charGap: number;
  wordGap: number;
  stretch: number;
  leading: number;
}

/** Stands for a font that is not found; made once, if it is needed. */
let plain: Font | undefined;
const PLAIN: FontParts = {
  subtype: 'Type1',
  toUnicode: undefined,
  encoding: undefined,
  differences: undefined,
  isTwoByte: false,
};

/**
 * The text of a content stream. `onForm` is told the names of the objects that are drawn inside, whose text is not in this one.
 * It has at most eight times as many characters as the content has bytes.
 */
export function textOf(
  content: Buffer,
  fontNamed: (name: string) => Font | undefined,
  onForm: (name: string) => void,
): string {
  const lexer = new Lexer(content);
  const page = new Page(fontNamed, onForm);
  let operands: Value[] = [];
  let hasImages = true;
  for (let one = lexer.next(); one !== undefined; one = lexer.next()) {
    if (!(one instanceof Word)) {
      operands.push(one);
      if (operands.length > MOST_OPERANDS) operands.shift();
      continue;
    }
    if (one.text === 'ID' && hasImages) {
      // One blank is between the operator and the data.
      const end = imageEnd(content, lexer.at + 1);
      hasImages = end !== -1;
      if (hasImages) lexer.at = end;
    } else page.operate(one.text, operands);
    if (operands.length > 0) operands = [];
  }
  return page.text;
}

class Page {
  readonly #fontNamed: (name: string) => Font | undefined;
  readonly #onForm: (name: string) => void;
  readonly #flow = new Flow();
  readonly #saved: State[] = [];
  #unsaved = 0;
  #state: State = { matrix: IDENTITY, font: plainFont(), size: 1, charGap: 0, wordGap: 0, stretch: 1, leading: 0 };
  /** Where the line begins, and where the next glyph is drawn. */
  #line: Matrix = IDENTITY;
  #glyph: Matrix = IDENTITY;

  constructor(fontNamed: (name: string) => Font | undefined, onForm: (name: string) => void) {
    this.#fontNamed = fontNamed;
    this.#onForm = onForm;
  }

  get text(): string {
    return this.#flow.text;
  }

  operate(operator: string, operands: readonly Value[]): void {
    const last = operands.at(-1);
    const number = typeof last === 'number' ? last : 0;
    const state = this.#state;
    if (operator === 'q') this.#save();
    else if (operator === 'Q') this.#restore();
    else if (operator === 'cm') state.matrix = product(matrixOf(operands), state.matrix);
    else if (operator === 'BT') this.#place(IDENTITY);
    else if (operator === 'Tm') this.#place(matrixOf(operands));
    else if (operator === 'Td') this.#moveLine(numberAt(operands, -2), number);
    else if (operator === 'TD') this.#moveLine(numberAt(operands, -2), number, -number);
    else if (operator === 'T*') this.#moveLine(0, -state.leading);
    else if (operator === 'Tf') this.#use(operands.at(-2), number);
    else if (operator === 'Tc') state.charGap = number;
    else if (operator === 'Tw') state.wordGap = number;
    else if (operator === 'Tz') state.stretch = number / 100;
    else if (operator === 'TL') state.leading = number;
    else if (operator === 'Tj' || operator === 'TJ') this.#show(last);
    else if (operator === "'" || operator === '"') this.#showNextLine(operator, operands);
    else if (operator === 'Do' && last instanceof Name) this.#onForm(last.text);
  }

  #save(): void {
    if (this.#saved.length < MOST_SAVED) this.#saved.push({ ...this.#state });
    else this.#unsaved++;
  }

  #restore(): void {
    if (this.#unsaved > 0) this.#unsaved--;
    else this.#state = this.#saved.pop() ?? this.#state;
  }

  #use(name: Value | undefined, size: number): void {
    this.#state.font = (name instanceof Name ? this.#fontNamed(name.text) : undefined) ?? plainFont();
    this.#state.size = size;
  }

  #place(matrix: Matrix): void {
    this.#line = matrix;
    this.#glyph = matrix;
  }

  #moveLine(x: number, y: number, leading = this.#state.leading): void {
    this.#state.leading = leading;
    this.#place(shifted(this.#line, x, y));
  }

  #showNextLine(operator: string, operands: readonly Value[]): void {
    if (operator === '"') {
      this.#state.wordGap = numberAt(operands, -3);
      this.#state.charGap = numberAt(operands, -2);
    }
    this.#moveLine(0, -this.#state.leading);
    this.#show(operands.at(-1));
  }

  #show(operand: Value | undefined): void {
    const parts: readonly (Value | undefined)[] = Array.isArray(operand) ? operand : [operand];
    if (this.#isApart(parts)) this.#showApart(parts);
    else this.#showTogether(parts);
  }

  /** Draws strings and gaps as one run. Where they stand needs to be known only of the first. */
  #showTogether(parts: readonly (Value | undefined)[]): void {
    const { font, size, charGap, wordGap } = this.#state;
    const em = emOf(this.#state);
    const hidesBlanks = this.#hidesBlanks();
    const text = new Pieces();
    let [first, end, at] = [0, 0, 0];
    for (const part of parts) {
      if (typeof part === 'number') at -= (part / EM) * size;
      if (!Buffer.isBuffer(part)) continue;
      const piece = font.decode(hidesBlanks ? withoutBlanks(part) : part);
      if (text.isEmpty) first = at;
      else if (piece !== '') text.put(betweenRuns((at - end) / em));
      text.put(piece);
      const { width, codes, blanks } = font.extent(part);
      at += (width / EM) * size + codes * charGap + blanks * wordGap;
      end = at;
    }
    const start = shifted(this.#glyph, first * this.#state.stretch, 0);
    this.#flow.add(text.all, this.#onPage(start), (end - first) / em);
    this.#skip(at);
  }

  /** Draws each glyph for itself. */
  #showApart(parts: readonly (Value | undefined)[]): void {
    const { font, size, charGap } = this.#state;
    const em = emOf(this.#state);
    for (const part of parts) {
      if (typeof part === 'number') this.#skip((-part / EM) * size);
      for (const byte of Buffer.isBuffer(part) ? part : []) {
        const glyph = Buffer.of(byte);
        const advance = (font.extent(glyph).width / EM) * size;
        this.#flow.add(font.decode(glyph), this.#onPage(this.#glyph), advance / em);
        this.#skip(advance + charGap);
      }
    }
  }

  /** Where on the page something of one em stands that is drawn there. */
  #onPage(glyph: Matrix): Matrix {
    const { matrix, stretch } = this.#state;
    const em = emOf(this.#state);
    return product([em * stretch, 0, 0, em, 0, 0], product(glyph, matrix));
  }

  /**
   * True if glyphs are so far from each other that each is for itself, as ghostscript writes the end of a word and the beginning of
   * another at once. Where they are many they are spaced out, or in the boxes of a form, and one word.
   */
  #isApart(parts: readonly (Value | undefined)[]): boolean {
    const { font, size, charGap } = this.#state;
    if (!font.isOneByte || !(charGap > LEAST_BLANK * Math.abs(size))) return false;
    return parts.reduce((sum: number, part) => sum + (Buffer.isBuffer(part) ? part.length : 0), 0) <= MOST_APART;
  }

  /** True if blanks have next to no width: ghostscript writes kerning so. */
  #hidesBlanks(): boolean {
    const { font, size, charGap, wordGap } = this.#state;
    if (wordGap >= 0 || !font.isOneByte) return false;
    return (font.extent(ONE_BLANK).width / EM) * size + charGap + wordGap < MOST_HIDDEN * Math.abs(size);
  }

  #skip(distance: number): void {
    this.#glyph = shifted(this.#glyph, distance * this.#state.stretch, 0);
  }
}

function plainFont(): Font {
  plain ??= fontOf(PLAIN);
  return plain;
}

/** An em of the font, in text space. */
function emOf({ font, size }: State): number {
  return (font.em / EM) * size;
}

function withoutBlanks(bytes: Buffer): Buffer {
  return bytes.includes(BLANK) ? Buffer.from(bytes.filter(byte => byte !== BLANK)) : bytes;
}

function numberAt(operands: readonly Value[], at: number): number {
  const value = operands.at(at);
  return typeof value === 'number' ? value : 0;
}

function matrixOf(operands: readonly Value[]): Matrix {
  const at = (place: number): number => numberAt(operands, place - 6);
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}
