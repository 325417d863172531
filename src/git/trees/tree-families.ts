/**
 * Walks the trees in packs, family by family, and writes down what changed from each to the ones that are deltas of it. Of a
 * delta only what its instructions did not copy is looked at.
 */
import { setImmediate } from 'node:timers/promises';
import { Incomplete } from '../../errors.ts';
import { BLOB_ENTRY, type Catalogue, NONE, type Pack } from '../pack/catalogue.ts';
import { Maker } from '../pack/make.ts';
import type { OwnMemory } from '../pack/memory.ts';
import { Version } from '../pack/version.ts';
import { type EntryReader, NOT_READ } from './entry-reader.ts';

/** After so many objects whoever wants to stop the scan is heard. */
const BREATH = 2048;

/** A tree of which others are made. */
interface Base {
  /** Its number in the sink. */
  readonly tree: number;
  readonly version: Version;
  /** Where its entries start, and behind them where the last one ends. */
  readonly entries: Int32Array;
}

/** Gets commits, each at bytes[at, end). */
export interface CommitSink {
  take(object: number, bytes: Buffer, at: number, end: number): void;
}

export class TreeFamilies {
  /** Objects that could not be read here, and what is a delta of one. */
  readonly left: number[] = [];
  readonly #catalogue: Catalogue;
  readonly #packs: readonly Pack[];
  readonly #reader: EntryReader;
  readonly #commits: CommitSink | undefined;
  readonly #maker: Maker;
  /** Entries that wait for their turn, and what they are made of. */
  readonly #waiting: number[] = [];
  readonly #bases: (Base | undefined)[] = [];
  /** Objects that may still be read before the next breath. */
  #breath = BREATH;

  constructor(catalogue: Catalogue, reader: EntryReader, commits: CommitSink | undefined, own: OwnMemory) {
    this.#catalogue = catalogue;
    // Whoever comes here has read all of it before: what was sound then is not checked by its CRC-32 again.
    this.#packs = catalogue.packs.map(pack => ({ ...pack, checked: false }));
    this.#reader = reader;
    this.#commits = commits;
    this.#maker = new Maker(catalogue, own);
  }

  /**
   * Walks the families of those of `roots` (ascending) that are trees, or commits if they are wanted.
   * @throws Incomplete if `signal` aborts.
   */
  async walk(roots: Int32Array, signal: AbortSignal): Promise<void> {
    const { flags, objects } = this.#catalogue;
    let number = 0;
    for (const root of roots) {
      if (flags[objects[root]!]! & BLOB_ENTRY) continue;
      while (root >= this.#packs[number]!.last) number++;
      const type = this.#maker.typeOf(root, this.#packs[number]!, number);
      // Of a pack that is gone whoever reads the entry finds out what it was.
      if (type === 'blob' || type === 'tag' || (type === 'commit' && this.#commits === undefined)) continue;
      this.#waiting.push(root);
      this.#bases.push(undefined);
      while (!this.#advance(number)) {
        await setImmediate();
        if (signal.aborted) throw new Incomplete('the scan was stopped before it was done', 'timeout');
      }
    }
  }

  close(): void {
    this.#maker.close();
  }

  /** Walks on in the family that was begun. @returns true if it is done, false to take breath. */
  #advance(number: number): boolean {
    const { children, siblings } = this.#catalogue;
    const waiting = this.#waiting;
    const bases = this.#bases;
    while (waiting.length > 0) {
      if (--this.#breath === 0) {
        this.#breath = BREATH;
        return false;
      }
      const entry = waiting.pop()!;
      const base = bases.pop();
      const own = this.#read(entry, base, number);
      if (own !== undefined) {
        for (let child = children[entry]!; child !== NONE; child = siblings[child]!) {
          waiting.push(child);
          bases.push(own);
          own.version.pending++;
        }
      }
      if (base !== undefined && --base.version.pending === 0) this.#maker.release(base.version);
    }
    return true;
  }

  /** Reads the object that an entry stands for. @returns it, if others are made of it and it could be read. */
  #read(entry: number, base: Base | undefined, number: number): Base | undefined {
    const { children, objects } = this.#catalogue;
    const leaf = children[entry] === NONE;
    const maker = this.#maker;
    const version = maker.make(entry, base?.version, this.#packs[number]!, number, leaf, false);
    if (!(version instanceof Version)) {
      this.#leave(entry);
      return undefined;
    }
    let read = NOT_READ;
    if (version.type === 'commit')
      this.#commits?.take(objects[entry]!, version.memory, version.at, version.at + version.length);
    // Of copies that are too many to be listed none is told: then all entries of the base are gone, and all are new.
    else read = this.#reader.read(objects[entry]!, version, base, maker.copies, leaf);
    maker.settle();
    if (!leaf) return { tree: read.tree, entries: read.entries, version };
    maker.release(version);
    return undefined;
  }

  #leave(entry: number): void {
    const { children, siblings, objects } = this.#catalogue;
    const waiting = [entry];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      this.left.push(objects[next]!);
      for (let child = children[next]!; child !== NONE; child = siblings[child]!) waiting.push(child);
    }
  }
}
