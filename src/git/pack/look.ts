/**
 * Looks at versions: finds their candidates and the ids that they name. The kernel, if there is one, says quickly where there
 * is nothing; everything else is done by its twins.
 */
import { mayBeArchive } from '../../detect/archive/kinds.ts';
import type { Candidate } from '../../model.ts';
import { type Kernel, MOST_MARKS, scoutOf } from '../kernel.ts';
import { headerIds } from '../naming.ts';
import { nameCandidates, TreeCursor } from '../tree.ts';
import { type Catalogue, NONE, UNWANTED } from './catalogue.ts';
import { findChanged, findMarked, findWhole } from './contents.ts';
import { KnownIds } from './known-ids.ts';
import type { Maker } from './make.ts';
import type { OwnMemory } from './memory.ts';
import { noteFirst, type PackTally } from './tally.ts';
import { type OnEntry, readTree } from './trees.ts';
import { NOTHING, type Version } from './version.ts';

const NOT_ASKED: OnEntry = () => {};

export class Looker {
  readonly #catalogue: Catalogue;
  readonly #tally: PackTally;
  readonly #maker: Maker;
  readonly #known: KnownIds;
  readonly #kernel: Kernel | undefined;
  readonly #marks: Int32Array;

  constructor(catalogue: Catalogue, tally: PackTally, maker: Maker, { kernel, bytes }: OwnMemory) {
    this.#catalogue = catalogue;
    this.#tally = tally;
    this.#maker = maker;
    this.#kernel = kernel;
    this.#known = new KnownIds(catalogue.idBytes);
    this.#marks = kernel ? new Int32Array(bytes.buffer, kernel.marksAt() >>> 0, 2 * MOST_MARKS) : new Int32Array(0);
    if (kernel) catalogue.give(kernel);
  }

  /**
   * Looks at the version that was made last.
   * @param base what it is a delta of. @param leaf no delta of it is to come.
   * @param brief the middle of its long copies may be missing: what needs it has it made up for.
   */
  look(version: Version, base: Version | undefined, leaf: boolean, brief: boolean): void {
    const kernel = version.memory === this.#maker.memory ? this.#kernel : undefined;
    const { flags, idBytes } = this.#catalogue;
    const wanted = (flags[version.object]! & UNWANTED) === 0;
    if (version.type === 'tree') {
      // What an unwanted base names was not noted: to its deltas, all of their entries are new.
      const known = base !== undefined && wanted && flags[base.object]! & UNWANTED ? undefined : base;
      if (!kernel) readTree(version, idBytes, wanted ? this.#onEntry : NOT_ASKED, leaf, known, this.#maker.copies);
      else if (wanted) this.#tree(kernel, version, known, leaf);
      return;
    }
    this.#content(kernel, version, base, brief);
    if (!wanted) return;
    if (version.type === 'blob' || (version.type === 'commit' && kernel?.namesPlainly(version.at, version.length)))
      return;
    headerIds(version.type, version.bytes, (id, kind) => this.#named(Buffer.from(id, 'hex'), 0, kind));
  }

  #content(kernel: Kernel | undefined, version: Version, base: Version | undefined, brief: boolean): void {
    const { copies, listed } = this.#maker;
    if (!kernel) {
      if (base === undefined) findWhole(version);
      else findChanged(version, base, copies);
      return;
    }
    const { at, length } = version;
    if (base?.found === undefined || !listed) {
      const count = kernel.markWhole(at, length);
      if (count < 0) findWhole(version);
      else if (count > 0) findMarked(version, this.#marks.subarray(0, 2 * count), scoutOf(kernel, at, length));
      return;
    }
    const count = kernel.markZones(at, length, base.length, copies.count, brief);
    if (brief && (count !== 0 || mayBeArchive(version.memory, at, length))) {
      this.#maker.complete(version, base);
      this.#content(kernel, version, base, false);
      return;
    }
    if (count < 0) findWhole(version);
    else if (count > 0 || base.found.length > 0) {
      const scout = count > 0 ? scoutOf(kernel, at, length) : undefined;
      findChanged(version, base, copies, this.#marks.subarray(0, 2 * count), scout);
    }
  }

  #tree(kernel: Kernel, version: Version, base: Version | undefined, leaf: boolean): void {
    const { arena, copies, listed } = this.#maker;
    const { at, length } = version;
    const bits = leaf ? 0 : arena.take(kernel.bitBytes(length));
    if (bits > 0) version.bits = bits;
    const inherits = base !== undefined && base.bits > 0 && base.found === NOTHING && listed;
    const count = inherits
      ? kernel.changedTree(at, length, version.bits, base.bits, copies.count, false)
      : kernel.wholeTree(at, length, version.bits);
    if (count < 0) {
      if (version.bits > 0) arena.give(version.bits, kernel.bitBytes(length));
      version.bits = 0;
      readTree(version, this.#catalogue.idBytes, this.#onEntry, true);
      return;
    }
    if (count === 0) return;
    const { bytes } = version;
    const cursor = new TreeCursor(bytes, this.#catalogue.idBytes);
    const found: Candidate[] = [];
    for (const offset of this.#marks.slice(0, count)) {
      cursor.read(offset);
      this.#onEntry(cursor, bytes);
      found.push(...nameCandidates(bytes, cursor.nameStart, cursor.nameEnd));
    }
    if (found.length > 0) version.found = found;
  }

  readonly #onEntry: OnEntry = (cursor, tree) => {
    if (cursor.isSubmodule) {
      const name = tree.toString('utf8', cursor.nameStart, cursor.nameEnd);
      noteFirst(this.#tally.submodules, tree.toString('hex', cursor.idStart, cursor.end), name);
    } else this.#named(tree, cursor.idStart, cursor.kind);
  };

  #named(bytes: Buffer, at: number, kind: string): void {
    const { idBytes } = this.#catalogue;
    if (bytes.length - at < idBytes || this.#known.has(bytes, at)) return;
    const object = this.#catalogue.find(bytes, at);
    if (object !== NONE && object < this.#catalogue.packed) this.#known.add(bytes, at);
    else noteFirst(this.#tally.outside, bytes.toString('hex', at, at + idBytes), kind);
  }
}
