/**
 * Writes down what a tree has and the tree that it is a delta of has not, and what is gone. What the delta's instructions copied
 * is not looked at.
 */
import { NONE } from '../pack/catalogue.ts';
import type { Copies } from '../pack/delta.ts';
import { lastUpTo } from '../pack/trees.ts';
import type { Version } from '../pack/version.ts';
import { TreeCursor } from '../tree.ts';
import { type Links, NO_BASE } from './links.ts';
import type { Things } from './things.ts';

const [FOLDER, FILE, LINK, SUBMODULE] = [0o040000, 0o100000, 0o120000, 0o160000];

export class EntryReader {
  /** False once a tree was seen that does not end with an entry. */
  wellFormed = true;
  readonly #things: Things;
  readonly #links: Links;
  #memory: Buffer = Buffer.alloc(0);
  #cursor: TreeCursor;
  #starts = new Int32Array(1024);
  #count = 0;
  /** Of each entry of the base: 1 if it was copied. */
  #copied = new Uint8Array(1024);

  constructor(things: Things, links: Links) {
    this.#things = things;
    this.#links = links;
    this.#cursor = new TreeCursor(this.#memory, things.catalogue.idBytes);
  }

  /**
   * Reads a tree. Sets its `number`, and `entries` unless it is a `leaf`, with no delta of it to come.
   * @param base what it is made of, if that was read here; `copies` tells how.
   */
  read(version: Version, base: Version | undefined, copies: Copies | undefined, leaf: boolean): void {
    const { memory, at: origin, length } = version;
    version.number = this.#links.begin(version.object, base === undefined ? NO_BASE : base.number);
    const cursor = this.#cursorOn(memory);
    cursor.limit = origin + length;
    const known = base === undefined ? 0 : base.entryCount;
    if (known > this.#copied.length) this.#copied = new Uint8Array(known * 2);
    this.#copied.fill(0, 0, known);
    this.#count = 0;
    let at = 0;
    let brought = 0;
    for (let copy = 0; ; ) {
      if (base !== undefined && copies !== undefined) {
        while (copy < copies.count && copies.end[copy]! <= at) copy++;
        if (copy < copies.count && copies.start[copy]! <= at) {
          const shift = copies.start[copy]! - copies.base[copy]!;
          const first = lastUpTo(base.entries, known, at - shift);
          // Up to the last entry that ends in the copy.
          const until = lastUpTo(base.entries, known, copies.end[copy]! - shift);
          if (base.entries[first] === at - shift && until > first) {
            // An entry of the base twice, or entries in another order: there may be more of them than would be told.
            if (first < brought) {
              this.#links.takeBack();
              this.read(version, undefined, undefined, leaf);
              return;
            }
            brought = until;
            this.#copied.fill(1, first, until);
            if (!leaf) this.#bring(base.entries, first, until, shift);
            at = base.entries[until]! + shift;
            continue;
          }
        }
      }
      if (!cursor.read(origin + at)) break;
      if (!leaf) this.#push(at);
      // git takes no entry without a name.
      if (cursor.nameStart === cursor.nameEnd) this.#links.sound = false;
      this.#note(cursor, memory, false);
      at = cursor.end - origin;
    }
    if (at < length) this.wellFormed = false;
    if (base !== undefined) this.#lose(base);
    if (leaf) return;
    version.entryCount = this.#count;
    this.#push(at);
    version.entries = this.#starts.slice(0, this.#count);
  }

  #lose({ memory, at, length, entries, entryCount }: Version): void {
    const cursor = this.#cursorOn(memory);
    cursor.limit = at + length;
    for (let entry = this.#copied.indexOf(0); entry >= 0 && entry < entryCount; ) {
      cursor.read(at + entries[entry]!);
      this.#note(cursor, memory, true);
      entry = this.#copied.indexOf(0, entry + 1);
    }
  }

  /** Writes down what an entry holds, as far as it matters: a folder, or something wanted. */
  #note(cursor: TreeCursor, bytes: Buffer, lost: boolean): void {
    const { mode, idStart, nameStart, nameEnd } = cursor;
    const things = this.#things;
    const type = mode & 0o170000;
    const named = things.findName(bytes, nameStart, nameEnd);
    let thing = NONE;
    if (type === FOLDER) thing = things.find(bytes, idStart);
    else if (type !== SUBMODULE) {
      thing = things.findWanted(bytes, idStart);
      // git takes whatever is none of these for a submodule.
      if (thing !== NONE && type !== FILE && type !== LINK) thing += things.firstHidden - things.firstId;
    }
    if (named === NONE && thing === NONE && type !== FOLDER) return;
    const name = this.#links.nameOf(bytes.toString('latin1', nameStart, nameEnd));
    if (thing !== NONE || type === FOLDER) this.#links.change(name, thing, lost);
    if (named !== NONE) this.#links.change(name, named, lost);
  }

  /** Nearly all trees lie in one memory. */
  #cursorOn(memory: Buffer): TreeCursor {
    if (this.#memory !== memory) {
      this.#memory = memory;
      this.#cursor = new TreeCursor(memory, this.#things.catalogue.idBytes);
    }
    return this.#cursor;
  }

  #push(start: number): void {
    this.#room(1);
    this.#starts[this.#count++] = start;
  }

  #bring(entries: Int32Array, from: number, to: number, shift: number): void {
    this.#room(to - from);
    for (let i = from; i < to; i++) this.#starts[this.#count++] = entries[i]! + shift;
  }

  #room(more: number): void {
    if (this.#count + more <= this.#starts.length) return;
    const larger = new Int32Array(2 * (this.#count + more));
    larger.set(this.#starts);
    this.#starts = larger;
  }
}
