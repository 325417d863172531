/**
 * Scans delta families: a base and everything that is, directly or not, a delta of it. Depth first, the heaviest child last,
 * so that a version is let go as soon as its last child is made: what is held grows with the logarithm of a family only.
 */
import { AGAIN, type Catalogue, COPIED, NONE } from './catalogue.ts';
import { tell } from './contents.ts';
import { Looker } from './look.ts';
import { readLoose } from './loose.ts';
import { type Failure, Maker } from './make.ts';
import type { OwnMemory } from './memory.ts';
import type { PackTally } from './tally.ts';
import { Version } from './version.ts';
import { wire } from './wire.ts';

/** Making and looking at a version takes about as long as at so many bytes more. */
const ENTRY_PRICE = 4096;

export class FamilyScanner {
  readonly #catalogue: Catalogue;
  readonly #tally: PackTally;
  readonly #maxFileBytes: number;
  readonly #maker: Maker;
  readonly #looker: Looker;
  #packNumber = 0;
  /** Entries that wait for their turn, and the versions that they are deltas of. */
  readonly #waiting: number[] = [];
  readonly #bases: (Version | undefined)[] = [];

  constructor(catalogue: Catalogue, tally: PackTally, maxFileBytes: number, own: OwnMemory) {
    this.#catalogue = catalogue;
    this.#tally = tally;
    this.#maxFileBytes = maxFileBytes;
    this.#maker = new Maker(catalogue, own);
    this.#looker = new Looker(catalogue, tally, this.#maker, own);
  }

  /** Scans the family of an entry that is no delta. */
  scan(root: number, packNumber: number): void {
    this.begin(root, packNumber);
    this.advance(Number.POSITIVE_INFINITY);
  }

  /** Makes ready to scan a family. */
  begin(root: number, packNumber: number): void {
    this.#packNumber = packNumber;
    this.#waiting.push(root);
    this.#bases.push(undefined);
  }

  /** Scans on until about `bytes` of versions are made, so that the thread can do something else. @returns true if the family is done. */
  advance(bytes: number): boolean {
    const pack = this.#catalogue.packs[this.#packNumber]!;
    const { children, siblings, flags, objects } = this.#catalogue;
    const maker = this.#maker;
    const waiting = this.#waiting;
    const bases = this.#bases;
    let left = bytes;
    while (waiting.length > 0 && left > 0) {
      const entry = waiting.pop()!;
      const base = bases.pop();
      const leaf = children[entry] === NONE;
      const needed = !leaf || (flags[objects[entry]!]! & AGAIN) === 0;
      // Of a version that nothing is to be made of, most bytes are of no interest.
      const brief = leaf && base?.type === 'blob' && base.candidates?.length === 0;
      const version = needed ? maker.make(entry, base, pack, this.#packNumber, leaf, brief) : undefined;
      if (version instanceof Version) {
        left -= version.length + ENTRY_PRICE;
        this.#looker.look(version, base, leaf, brief);
        maker.settle();
        this.#report(version);
        for (let child = children[entry]!; child !== NONE; child = siblings[child]!) {
          waiting.push(child);
          bases.push(version);
          version.pending++;
        }
        if (leaf) maker.release(version);
      } else if (version !== undefined) this.#giveUp(entry, version);
      if (base !== undefined && --base.pending === 0) maker.release(base);
    }
    return waiting.length === 0;
  }

  /** Scans a loose object. */
  scanLoose(object: number): void {
    const catalogue = this.#catalogue;
    const loose = readLoose(catalogue.folders[catalogue.folder[object - catalogue.packed]!]!, catalogue.hex(object));
    if (loose === undefined) {
      this.#tally.forGit.push(object);
      return;
    }
    const version = new Version(object, loose.type, loose.bytes, 0, loose.bytes.length);
    this.#looker.look(version, undefined, true, false);
    this.#report(version);
  }

  close(): void {
    this.#maker.close();
  }

  #report(version: Version): void {
    const { object, type, length } = version;
    if (this.#catalogue.flags[object]! & AGAIN) return;
    const tally = this.#tally;
    tally.byType[type]++;
    tally.bytes += length;
    if (type === 'blob' && length > this.#maxFileBytes) {
      tally.skipped++;
      return;
    }
    const scan = tell(version);
    if (scan !== undefined) tally.found.push({ object, type, length, scan: wire(scan) });
  }

  /** Writes down that an entry, and with it all of its deltas, cannot be read here. */
  #giveUp(entry: number, failure: Failure): void {
    const { flags, children, siblings, objects } = this.#catalogue;
    const tally = this.#tally;
    const why = 'its entry in the pack is damaged';
    const behind = `object ${this.#catalogue.hex(objects[entry]!)}, of which it is stored as a delta, is damaged`;
    // git gets round a damaged entry if the object, or one of its deltas, is stored elsewhere too.
    const waiting: [entry: number, forGit: boolean][] = [[entry, failure !== 'damaged']];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const object = objects[next[0]]!;
      const forGit = next[1] || (flags[object]! & COPIED) !== 0;
      if (flags[object]! & AGAIN) {
        // It is counted where its first copy is.
      } else if (forGit) tally.forGit.push(object);
      else tally.failed.push({ object, why: next[0] === entry ? why : behind });
      for (let child = children[next[0]]!; child !== NONE; child = siblings[child]!) waiting.push([child, forGit]);
    }
  }
}
