/**
 * Walks delta families: a base and everything that is, directly or not, a delta of it. Depth first, the heaviest child last,
 * so that a version is let go as soon as its last child is made: what is held grows with the logarithm of a family only.
 */
import { MOST_QUEUED } from '../kernel.ts';
import { AGAIN, type Catalogue, NONE, type Pack } from './catalogue.ts';
import type { Failure, Maker } from './make.ts';
import { Version } from './version.ts';
import type { Walk } from './walk.ts';

/** Making and looking at a version takes about as long as at so many bytes more. */
const ENTRY_PRICE = 4096;

/** Gets what stands in the families that are walked, but for what the kernel passed over. */
export interface Visitor {
  /**
   * Looks at the version that was made last. It may be let go afterwards.
   * @param base what it is a delta of. @param leaf no delta of it is to come. @param brief the middle of its long copies may be missing.
   */
  visit(version: Version, base: Version | undefined, leaf: boolean, brief: boolean): void;
  /** Is told that an entry cannot be made: neither it nor any delta of it comes. */
  giveUp(entry: number, failure: Failure): void;
}

export class FamilyWalker {
  readonly #catalogue: Catalogue;
  readonly #packs: readonly Pack[];
  readonly #maker: Maker;
  readonly #walk: Walk | undefined;
  readonly #visitor: Visitor;
  #packNumber = 0;
  /** Roots of families that are not begun, from `#next` on. */
  #roots: Int32Array = new Int32Array();
  #next = 0;
  /** Entries that wait for their turn, and the versions that they are deltas of. The kernel keeps its own. */
  readonly #waiting: number[] = [];
  readonly #bases: (Version | undefined)[] = [];

  /** @param packs those of the catalogue. @param walk of the kernel, if there is one. */
  constructor(catalogue: Catalogue, packs: readonly Pack[], maker: Maker, walk: Walk | undefined, visitor: Visitor) {
    this.#catalogue = catalogue;
    this.#packs = packs;
    this.#maker = maker;
    this.#walk = walk;
    this.#visitor = visitor;
  }

  /** Makes ready to walk the families of entries that are no deltas, all of one pack. */
  begin(roots: Int32Array, packNumber: number): void {
    this.#packNumber = packNumber;
    this.#roots = roots;
    this.#next = 0;
  }

  /** Walks on until about `bytes` of versions are made, so that the thread can do something else. @returns true if all is done. */
  advance(bytes: number): boolean {
    let left = bytes;
    while (left > 0) {
      const entry = this.#waiting.pop();
      if (entry !== undefined) {
        const base = this.#bases.pop();
        left -= this.#make(entry, base);
        if (base !== undefined && --base.pending === 0) this.#maker.release(base);
      } else if (this.#walk === undefined) {
        if (this.#next === this.#roots.length) return true;
        left -= this.#make(this.#roots[this.#next++]!, undefined);
      } else {
        const before = this.#walk.bytes;
        const stop = this.#walk.advance(left);
        if (stop === 'pause') return false;
        if (stop !== 'done') left -= this.#walk.bytes - before + this.#make(stop.entry, stop.base, this.#walk);
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

  /** Makes one entry, and has it looked at. @param walk that left it, if one did. @returns what that cost, about, in bytes. */
  #make(entry: number, base: Version | undefined, walk?: Walk): number {
    const { children, siblings, flags, objects } = this.#catalogue;
    const maker = this.#maker;
    const pack = this.#packs[this.#packNumber]!;
    const leaf = children[entry] === NONE;
    if (leaf && flags[objects[entry]!]! & AGAIN) return ENTRY_PRICE;
    // Of a version that nothing is to be made of, most bytes are of no interest. With one that the kernel left it tried that.
    const brief = leaf && walk === undefined && base?.type === 'blob' && base.found?.length === 0;
    const version = maker.make(entry, base, pack, this.#packNumber, leaf, brief);
    if (!(version instanceof Version)) {
      this.#visitor.giveUp(entry, version);
      return ENTRY_PRICE;
    }
    this.#visitor.visit(version, base, leaf, brief);
    maker.settle();
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
}
