/** What stored commits name: their tree and their parents. */
import { AGAIN, type Catalogue, NONE } from '../pack/catalogue.ts';
import { Numbers } from './numbers.ts';
import { thingAt, type Wanted } from './wanted.ts';

const NO_DIGIT = 16;
const TREE = Buffer.from('tree ');
const PARENT = Buffer.from('parent ');
const NEWLINE = 10;
/** Of each byte: the value of the hexadecimal digit that it is, or a bit that none of them has. */
const DIGITS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? NO_DIGIT : value;
});

export class CommitLinks {
  /** False once a commit was seen that git would not take for one. */
  sound = true;
  readonly #catalogue: Catalogue;
  readonly #wanted: Wanted;
  /** Of each commit: its number as an object, and where its links start. A link is a thing that it names, its tree first. */
  readonly #objects = new Numbers();
  readonly #starts = new Numbers();
  readonly #links = new Numbers();
  readonly #id: Buffer;

  constructor(catalogue: Catalogue, wanted: Wanted) {
    this.#catalogue = catalogue;
    this.#wanted = wanted;
    this.#id = Buffer.alloc(catalogue.idBytes);
  }

  /** Takes the commit that stands at bytes[at, end). Of one that is stored twice, once is enough. */
  take(object: number, bytes: Buffer, at: number, end: number): void {
    if (this.#catalogue.flags[object]! & AGAIN) return;
    this.#objects.push(object);
    this.#starts.push(this.#links.length);
    let next = this.#link(TREE, bytes, at, end);
    if (next === at) this.sound = false;
    for (let line = -1; line !== next; ) {
      line = next;
      next = this.#link(PARENT, bytes, line, end);
    }
  }

  /** What was written down, for another thread to add to its own. */
  share(): CommitsShare {
    const [objects, starts, links] = [this.#objects.copy(), this.#starts.copy(), this.#links.copy()];
    return { sound: this.sound, objects, starts, links };
  }

  add({ sound, objects, starts, links }: CommitsShare): void {
    this.sound &&= sound;
    this.#objects.append(objects, 0);
    this.#starts.append(starts, this.#links.length);
    this.#links.append(links, 0);
  }

  /** Links the thing that the line at bytes[at] names, if it starts with `word`. @returns where the next line starts. */
  #link(word: Buffer, bytes: Buffer, at: number, end: number): number {
    const id = this.#id;
    const from = at + word.length;
    const next = from + 2 * id.length + 1;
    if (next > end) return at;
    for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return at;
    let digits = 0;
    for (let i = 0, place = from; i < id.length; i++, place += 2) {
      const high = DIGITS[bytes[place]!]!;
      const low = DIGITS[bytes[place + 1]!]!;
      digits |= high | low;
      id[i] = (high << 4) | low;
    }
    const thing = thingAt(this.#catalogue, this.#wanted, id);
    if (digits >= NO_DIGIT || thing === NONE || bytes[next - 1] !== NEWLINE) this.sound = false;
    else this.#links.push(thing);
    return next;
  }

  /**
   * The trees of those commits that are reachable from `tips`, by their things.
   * @param edge commits whose parents are not followed.
   * @returns undefined if a commit is reachable that is not stored, or is none.
   */
  treesFrom(tips: Iterable<number>, edge: ReadonlySet<number>): Set<number> | undefined {
    const places = new Int32Array(this.#catalogue.count);
    for (let i = 0; i < this.#objects.length; i++) places[this.#objects.items[i]!] = i + 1;
    const seen = new Uint8Array(this.#catalogue.count);
    const trees = new Set<number>();
    const waiting: number[] = [];
    const reach = (commit: number) => {
      if (seen[commit] === 1) return;
      seen[commit] = 1;
      waiting.push(commit);
    };
    for (const tip of tips) {
      if (!(places[tip]! > 0)) return undefined;
      reach(tip);
    }
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const place = places[next]! - 1;
      const first = this.#starts.items[place]!;
      const end = place + 1 < this.#starts.length ? this.#starts.items[place + 1]! : this.#links.length;
      trees.add(this.#links.items[first]!);
      for (let i = first + 1; i < end && !edge.has(next); i++) {
        const parent = this.#links.items[i]!;
        if (!(places[parent]! > 0)) return undefined;
        reach(parent);
      }
    }
    return trees;
  }
}

export interface CommitsShare {
  readonly sound: boolean;
  readonly objects: Int32Array;
  readonly starts: Int32Array;
  readonly links: Int32Array;
}
