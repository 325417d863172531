/** Writes down what stored commits name: their tree and their parents. */
import { NONE } from '../pack/catalogue.ts';
import type { Version } from '../pack/version.ts';
import { COMMIT, type Links, NO_NAME } from './links.ts';
import type { Things } from './things.ts';

const NO_DIGIT = 16;
const TREE = Buffer.from('tree ');
const PARENT = Buffer.from('parent ');
const NEWLINE = 10;
/** Of each byte: the value of the hexadecimal digit that it is, or a bit that none of them has. */
const DIGITS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? NO_DIGIT : value;
});

export class CommitReader {
  readonly #things: Things;
  readonly #links: Links;
  readonly #id: Buffer;

  constructor(things: Things, links: Links) {
    this.#things = things;
    this.#links = links;
    this.#id = Buffer.alloc(things.catalogue.idBytes);
  }

  /** Reads a commit: what it holds is its tree, then its parents. */
  read({ object, memory, at, length }: Version): void {
    this.#links.begin(object, COMMIT);
    const end = at + length;
    let next = this.#line(TREE, memory, at, end);
    if (next === at) this.#links.sound = false;
    for (let line = -1; line !== next; ) {
      line = next;
      next = this.#line(PARENT, memory, line, end);
    }
  }

  /** Writes down what the line at bytes[at] names, if it starts with `word`. @returns where the next line starts. */
  #line(word: Buffer, bytes: Buffer, at: number, end: number): number {
    const id = this.#id;
    const from = at + word.length;
    const next = from + 2 * id.length + 1;
    if (next > end) return at;
    for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return at;
    let digits = 0;
    for (let i = 0; i < id.length; i++) {
      const [high, low] = [DIGITS[bytes[from + 2 * i]!]!, DIGITS[bytes[from + 2 * i + 1]!]!];
      digits |= high | low;
      id[i] = (high << 4) | low;
    }
    if (digits >= NO_DIGIT || bytes[next - 1] !== NEWLINE) this.#links.sound = false;
    this.#links.change(NO_NAME, digits >= NO_DIGIT ? NONE : this.#things.find(id), false);
    return next;
  }
}
