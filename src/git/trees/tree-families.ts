/**
 * Walks the trees in packs, family by family, and writes down what changed from each to the ones that are deltas of it. Of a
 * delta only what its instructions did not copy is looked at.
 */
import { setImmediate } from 'node:timers/promises';
import { Incomplete } from '../../errors.ts';
import { type Catalogue, NONE } from '../pack/catalogue.ts';
import { Maker } from '../pack/make.ts';
import type { OwnMemory } from '../pack/memory.ts';
import { Version } from '../pack/version.ts';
import type { EntryReader } from './entry-reader.ts';
import { NO_BASE } from './tree-changes.ts';

/** After so many trees whoever wants to stop the scan is heard. */
const BREATH = 4096;

/** A tree, and which one it is of those that are written down. */
export interface ReadTree {
  readonly tree: number;
  readonly version: Version;
  readonly bytes: Buffer;
  /** Where its entries start, and behind them where the last one ends. */
  readonly entries: Int32Array;
}

export class TreeFamilies {
  /** Trees that could not be read here, and what is a delta of one. */
  readonly left: number[] = [];
  #walked = 0;
  readonly #catalogue: Catalogue;
  readonly #reader: EntryReader;
  readonly #maker: Maker;

  constructor(catalogue: Catalogue, reader: EntryReader, own: OwnMemory) {
    this.#catalogue = catalogue;
    this.#reader = reader;
    this.#maker = new Maker(catalogue, own);
  }

  /**
   * Walks the families of those of `roots` (ascending) that are trees.
   * @throws Incomplete if `signal` aborts.
   */
  async walk(roots: Int32Array, signal: AbortSignal): Promise<void> {
    const { packs } = this.#catalogue;
    let number = 0;
    try {
      for (const root of roots) {
        while (root >= packs[number]!.last) number++;
        const type = this.#maker.typeOf(root, packs[number]!, number);
        // Of a pack that is gone whoever reads the entry finds out what it was.
        if (type === 'tree' || type === undefined) await this.#walkFamily(root, number, signal);
      }
    } finally {
      this.#maker.close();
    }
  }

  async #walkFamily(root: number, number: number, signal: AbortSignal): Promise<void> {
    const { children, siblings } = this.#catalogue;
    const waiting: { readonly entry: number; readonly base: ReadTree | undefined }[] = [
      { entry: root, base: undefined },
    ];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { entry, base } = next;
      if (++this.#walked % BREATH === 0) await setImmediate();
      if (signal.aborted) throw new Incomplete('the scan was stopped before it was done', 'timeout');
      const read = this.#read(entry, base, number);
      if (read === undefined) this.#leave(entry);
      else {
        for (let child = children[entry]!; child !== NONE; child = siblings[child]!) {
          waiting.push({ entry: child, base: read });
          read.version.pending++;
        }
        if (read.version.pending === 0) this.#maker.release(read.version);
      }
      if (base !== undefined && --base.version.pending === 0) this.#maker.release(base.version);
    }
  }

  /** The tree that an entry stands for; undefined if it cannot be read here. */
  #read(entry: number, base: ReadTree | undefined, number: number): ReadTree | undefined {
    const { children, objects, packs } = this.#catalogue;
    const leaf = children[entry] === NONE;
    const maker = this.#maker;
    const version = maker.make(entry, base?.version, packs[number]!, number, leaf, false);
    if (!(version instanceof Version)) return undefined;
    const known = maker.listed ? base : undefined;
    const tree = this.#reader.changes.begin(objects[entry]!, known === undefined ? NO_BASE : known.tree);
    const { bytes } = version;
    const entries = this.#reader.read(bytes, known, maker.copies, leaf);
    maker.settle();
    return { tree, version, bytes, entries };
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
