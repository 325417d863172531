/**
 * Scans delta families: a base and everything that is, directly or not, a delta of it. Depth first, the heaviest child last,
 * so that a version is let go as soon as its last child is made: what is held grows with the logarithm of a family only.
 */

import { MOST_QUEUED } from '../kernel.ts';
import { AGAIN, type Catalogue, COPIED, NONE } from './catalogue.ts';
import { tell } from './contents.ts';
import { Looker } from './look.ts';
import { readLoose } from './loose.ts';
import { type Failure, Maker } from './make.ts';
import type { OwnMemory } from './memory.ts';
import type { PackTally } from './tally.ts';
import { Version } from './version.ts';
import { Walk } from './walk.ts';
import { wire } from './wire.ts';

/** Making and looking at a version takes about as long as at so many bytes more. */
const ENTRY_PRICE = 4096;

export class FamilyScanner {
  readonly #catalogue: Catalogue;
  readonly #tally: PackTally;
  readonly #maxFileBytes: number;
  readonly #maker: Maker;
  readonly #looker: Looker;
  readonly #walk: Walk | undefined;
  #packNumber = 0;
  /** Roots of families that are not begun, from `#next` on. */
  #roots: Int32Array = new Int32Array();
  #next = 0;
  /** Entries that wait for their turn, and the versions that they are deltas of. The kernel keeps its own. */
  readonly #waiting: number[] = [];
  readonly #bases: (Version | undefined)[] = [];

  constructor(catalogue: Catalogue, tally: PackTally, maxFileBytes: number, own: OwnMemory) {
    this.#catalogue = catalogue;
    this.#tally = tally;
    this.#maxFileBytes = maxFileBytes;
    this.#maker = new Maker(catalogue, own);
    this.#looker = new Looker(catalogue, tally, this.#maker, own);
    if (own.kernel) this.#walk = new Walk(catalogue, tally, this.#maker, maxFileBytes, own, own.kernel);
  }

  /** Makes ready to scan the families of entries that are no deltas, all of one pack. */
  begin(roots: Int32Array, packNumber: number): void {
    this.#packNumber = packNumber;
    this.#roots = roots;
    this.#next = 0;
  }

  /** Scans on until about `bytes` of versions are made, so that the thread can do something else. @returns true if all is done. */
  advance(bytes: number): boolean {
    let left = bytes;
    while (left > 0) {
      const entry = this.#waiting.pop();
      if (entry !== undefined) {
        const base = this.#bases.pop();
        left -= this.#scan(entry, base);
        if (base !== undefined && --base.pending === 0) this.#maker.release(base);
      } else if (this.#walk === undefined) {
        if (this.#next === this.#roots.length) return true;
        left -= this.#scan(this.#roots[this.#next++]!, undefined);
      } else {
        const before = this.#walk.bytes;
        const stop = this.#walk.advance(left);
        if (stop === 'pause') return false;
        if (stop !== 'done') left -= this.#walk.bytes - before + this.#scan(stop.entry, stop.base, this.#walk);
        else if (!this.#beginWalk(this.#walk)) return true;
      }
    }
    return false;
  }

  /** Gives the kernel the next roots. False if there are none. */
  #beginWalk(walk: Walk): boolean {
    if (this.#next === this.#roots.length) return false;
    const roots = this.#roots.subarray(this.#next, this.#next + MOST_QUEUED);
    this.#next += roots.length;
    walk.begin(roots, this.#packNumber);
    return true;
  }

  /** Scans one entry. @param walk that left it, if one did. @returns what that cost, about, in bytes. */
  #scan(entry: number, base: Version | undefined, walk?: Walk): number {
    const { children, siblings, flags, objects } = this.#catalogue;
    const maker = this.#maker;
    const pack = this.#catalogue.packs[this.#packNumber]!;
    const leaf = children[entry] === NONE;
    if (leaf && flags[objects[entry]!]! & AGAIN) return ENTRY_PRICE;
    // Of a version that nothing is to be made of, most bytes are of no interest.
    const brief = leaf && base?.type === 'blob' && base.candidates?.length === 0;
    const version = maker.make(entry, base, pack, this.#packNumber, leaf, brief);
    if (!(version instanceof Version)) {
      this.#giveUp(entry, version);
      return ENTRY_PRICE;
    }
    this.#looker.look(version, base, leaf, brief);
    maker.settle();
    this.#report(version);
    if (!leaf && walk?.adopt(version)) {
      maker.release(version);
      return version.length + ENTRY_PRICE;
    }
    for (let child = children[entry]!; child !== NONE; child = siblings[child]!) {
      this.#waiting.push(child);
      this.#bases.push(version);
      version.pending++;
    }
    if (leaf) maker.release(version);
    return version.length + ENTRY_PRICE;
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

  /** To be called at the end: what the kernel counted is in the tally only then. */
  close(): void {
    this.#walk?.finish();
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
