/**
 * Walks the trees in packs, family by family, and writes down what changed from each to the ones that are deltas of it. Of a
 * delta only what its instructions did not copy is looked at.
 */
import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { Incomplete } from '../../errors.ts';
import { Arena } from '../pack/arena.ts';
import { type Catalogue, NONE, OFS_DELTA, REF_DELTA } from '../pack/catalogue.ts';
import { applyDelta, Copies, type DeltaHead, readDeltaHead } from '../pack/delta.ts';
import { type EntryHead, LONGEST_HEAD, readHead } from '../pack/entries.ts';
import { bestInflate, inflatePlainly } from '../pack/inflate.ts';
import { PackFiles } from '../pack/window.ts';
import type { EntryReader } from './entry-reader.ts';
import { NO_BASE } from './tree-changes.ts';

const TREE = 2;
/** After so many trees whoever wants to stop the scan is heard. */
const BREATH = 4096;
/** Trees and deltas of more bytes are left to git. */
const LARGEST = 32 << 20;

/** A tree whose deltas are still to come. */
export interface Version {
  readonly tree: number;
  readonly at: number;
  readonly bytes: Buffer;
  /** Where its entries start, and behind them where the last one ends. */
  readonly entries: Int32Array;
  pending: number;
}

export class TreeFamilies {
  /** Trees that could not be read here, and what is a delta of one. */
  readonly left: number[] = [];
  #walked = 0;
  readonly #catalogue: Catalogue;
  readonly #reader: EntryReader;
  readonly #files: PackFiles;
  readonly #arena = new Arena();
  readonly #inflate = bestInflate();
  readonly #copies = new Copies();
  readonly #head: EntryHead = { type: 0, size: 0, length: 0, distance: 0 };
  readonly #delta: DeltaHead = { baseLength: 0, length: 0, at: 0 };

  constructor(catalogue: Catalogue, reader: EntryReader) {
    this.#catalogue = catalogue;
    this.#reader = reader;
    this.#files = new PackFiles(catalogue.packs.map(pack => pack.path));
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
        if (this.#isTree(root, number)) await this.#walkFamily(root, number, signal);
      }
    } finally {
      this.#files.close();
    }
  }

  #isTree(root: number, number: number): boolean {
    const { offsets, packs } = this.#catalogue;
    const offset = offsets[root]!;
    const length = Math.min(LONGEST_HEAD, packs[number]!.end - offset);
    try {
      return (
        length > 0 &&
        this.#files.read(number, offset, length) &&
        ((this.#files.bytes[this.#files.at]! >> 4) & 7) === TREE
      );
    } catch {
      return true; // The pack is gone: whoever reads the entry finds out what it was.
    }
  }

  async #walkFamily(root: number, number: number, signal: AbortSignal): Promise<void> {
    const { children, siblings } = this.#catalogue;
    const waiting: { readonly entry: number; readonly base: Version | undefined }[] = [
      { entry: root, base: undefined },
    ];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { entry, base } = next;
      if (++this.#walked % BREATH === 0) await setImmediate();
      if (signal.aborted) throw new Incomplete('the scan was stopped before it was done', 'timeout');
      const version = this.#make(entry, base, number);
      if (version === undefined) this.#leave(entry);
      else {
        for (let child = children[entry]!; child !== NONE; child = siblings[child]!) {
          waiting.push({ entry: child, base: version });
          version.pending++;
        }
        if (version.pending === 0) this.#arena.give(version.at, version.bytes.length + 1);
      }
      if (base !== undefined && --base.pending === 0) this.#arena.give(base.at, base.bytes.length + 1);
    }
  }

  /** The tree that an entry stands for; undefined if it cannot be read here. */
  #make(entry: number, base: Version | undefined, number: number): Version | undefined {
    const catalogue = this.#catalogue;
    const [files, arena, head] = [this.#files, this.#arena, this.#head];
    const pack = catalogue.packs[number]!;
    const offset = catalogue.offsets[entry]!;
    const stored = catalogue.endOf(entry, pack) - offset;
    if (stored <= 2 || stored > LARGEST) return undefined;
    try {
      if (!files.read(number, offset, stored)) return undefined;
    } catch {
      return undefined; // A pack that is gone: git looks for the tree anew.
    }
    const { bytes, at } = files;
    const end = at + stored;
    if (!readHead(bytes, at, end, catalogue.idBytes, head) || head.size > LARGEST) return undefined;
    if (pack.checked && crc32(bytes.subarray(at, end)) !== catalogue.crcs[catalogue.objects[entry]!]) return undefined;
    const isDelta = head.type === OFS_DELTA || head.type === REF_DELTA;
    if (isDelta !== (base !== undefined)) return undefined;
    const { size } = head;
    const own = arena.take(size + 1);
    if (own < 0) return undefined;
    const from = at + head.length;
    const whole =
      this.#inflate(bytes, from, end, arena.bytes, own, size) ||
      inflatePlainly(bytes, from, end, arena.bytes, own, size);
    if (whole && base === undefined) return this.#read(entry, own, size, undefined);
    const version = whole && base !== undefined ? this.#apply(entry, base, own, size) : undefined;
    arena.give(own, size + 1);
    return version;
  }

  #apply(entry: number, base: Version, own: number, size: number): Version | undefined {
    const [arena, delta] = [this.#arena, this.#delta];
    if (!readDeltaHead(arena.bytes, own, own + size, delta) || delta.baseLength !== base.bytes.length) return undefined;
    if (delta.length > LARGEST) return undefined;
    const { length } = delta;
    const at = arena.take(length + 1);
    if (at < 0) return undefined;
    if (applyDelta(arena.bytes, delta.at, own + size, base.at, delta, at, this.#copies))
      return this.#read(entry, at, length, base);
    arena.give(at, length + 1);
    return undefined;
  }

  #read(entry: number, at: number, length: number, base: Version | undefined): Version {
    const catalogue = this.#catalogue;
    const bytes = this.#arena.bytes.subarray(at, at + length);
    const tree = this.#reader.changes.begin(catalogue.objects[entry]!, base === undefined ? NO_BASE : base.tree);
    const leaf = catalogue.children[entry] === NONE;
    return { tree, at, bytes, entries: this.#reader.read(bytes, base, this.#copies, leaf), pending: 0 };
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
