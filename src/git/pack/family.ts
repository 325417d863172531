/**
 * Scans delta families: a base and everything that is, directly or not, a delta of it. Depth first, the heaviest child last,
 * so that a version is let go as soon as its last child is made: what is held grows with the logarithm of a family only.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { headerIds } from '../naming.ts';
import type { ObjectType } from '../reader.ts';
import { Arena } from './arena.ts';
import { AGAIN, type Catalogue, COPIED, NONE, OFS_DELTA, type Pack, REF_DELTA } from './catalogue.ts';
import { findChanged, findWhole, tell } from './contents.ts';
import { applyDelta, Copies, type DeltaHead, readDeltaHead } from './delta.ts';
import { type EntryHead, readHead } from './entries.ts';
import { bestInflate, type Inflate, inflatePlainly } from './inflate.ts';
import { KnownIds } from './known-ids.ts';
import { readLoose } from './loose.ts';
import { noteFirst, type PackTally } from './tally.ts';
import { type OnEntry, readTree } from './trees.ts';
import { Version } from './version.ts';
import { PackFiles } from './window.ts';
import { wire } from './wire.ts';

/** Objects and deltas of more bytes go through git, which streams them. */
export const LARGEST = 32 << 20;

const TYPES: readonly (ObjectType | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag'];

/** An entry that waits for its turn, and the version that it is a delta of. */
interface Waiting {
  readonly entry: number;
  readonly base: Version | undefined;
}

/** Why an entry gave no version: `damaged` is final, the others are for git. */
type Failure = 'damaged' | 'large' | 'gone';

export class FamilyScanner {
  readonly #catalogue: Catalogue;
  readonly #tally: PackTally;
  readonly #maxFileBytes: number;
  readonly #files: PackFiles;
  readonly #arena = new Arena();
  readonly #inflate: Inflate = bestInflate();
  readonly #copies = new Copies();
  readonly #known: KnownIds;
  readonly #head: EntryHead = { type: 0, size: 0, length: 0, distance: 0 };
  readonly #delta: DeltaHead = { baseLength: 0, length: 0, at: 0 };

  constructor(catalogue: Catalogue, tally: PackTally, maxFileBytes: number) {
    this.#catalogue = catalogue;
    this.#tally = tally;
    this.#maxFileBytes = maxFileBytes;
    this.#known = new KnownIds(catalogue.idBytes);
    this.#files = new PackFiles(catalogue.packs.map(pack => pack.path));
  }

  /** Scans the family of an entry that is no delta. */
  scan(root: number, packNumber: number): void {
    const pack = this.#catalogue.packs[packNumber]!;
    const { children, siblings, flags, objects } = this.#catalogue;
    const waiting: Waiting[] = [{ entry: root, base: undefined }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { entry, base } = next;
      const leaf = children[entry] === NONE;
      const needed = !leaf || (flags[objects[entry]!]! & AGAIN) === 0;
      const version = needed ? this.#make(entry, base, pack, packNumber) : undefined;
      if (version instanceof Version) {
        this.#look(version, base, leaf);
        this.#report(version);
        for (let child = children[entry]!; child !== NONE; child = siblings[child]!) {
          waiting.push({ entry: child, base: version });
          version.pending++;
        }
        if (leaf) this.#release(version);
      } else if (version !== undefined) this.#giveUp(entry, version);
      if (base !== undefined && --base.pending === 0) this.#release(base);
    }
  }

  /** Scans a loose object. */
  scanLoose(object: number): void {
    const catalogue = this.#catalogue;
    const loose = readLoose(catalogue.folders[catalogue.folder[object - catalogue.packed]!]!, catalogue.hex(object));
    if (loose === undefined) {
      this.#tally.forGit.push(object);
      return;
    }
    const version = new Version(object, loose.type, -1, loose.bytes.length, loose.bytes);
    this.#look(version, undefined, true);
    this.#report(version);
  }

  close(): void {
    this.#files.close();
  }

  #release(version: Version): void {
    this.#arena.give(version.at, version.length + 1);
  }

  /** Makes the version that an entry stands for. */
  #make(entry: number, base: Version | undefined, pack: Pack, packNumber: number): Version | Failure {
    const catalogue = this.#catalogue;
    const files = this.#files;
    const arena = this.#arena;
    const head = this.#head;
    const offset = catalogue.offsets[entry]!;
    const stored = catalogue.endOf(entry, pack) - offset;
    if (stored > LARGEST) return 'large';
    try {
      if (!files.read(packNumber, offset, stored)) return 'damaged';
    } catch {
      return 'gone'; // git looks for the object anew, wherever a repack has put it.
    }
    const { bytes, at } = files;
    const end = at + stored;
    if (stored <= 2 || !readHead(bytes, at, end, catalogue.idBytes, head)) return 'damaged';
    if (head.size > LARGEST) return 'large';
    const sound = !pack.checked || crc32(bytes.subarray(at, end)) === catalogue.crcs[catalogue.objects[entry]!];
    const { size } = head;
    const own = arena.take(size + 1);
    if (own < 0) return 'large';
    if (!this.#inflated(bytes, at + head.length, end, own, size)) {
      arena.give(own, size + 1);
      return 'damaged';
    }
    let version: Version | Failure;
    if (base === undefined) {
      const type = TYPES[head.type];
      if (type === undefined) {
        arena.give(own, size + 1);
        return 'damaged';
      }
      version = new Version(catalogue.objects[entry]!, type, own, size, arena.bytes.subarray(own, own + size));
    } else {
      version = head.type === OFS_DELTA || head.type === REF_DELTA ? this.#apply(entry, base, own, size) : 'damaged';
      arena.give(own, size + 1);
    }
    if (!sound && version instanceof Version && !this.#hashes(version)) {
      this.#release(version);
      return 'damaged';
    }
    return version;
  }

  #inflated(bytes: Buffer, from: number, to: number, own: number, size: number): boolean {
    const into = this.#arena.bytes;
    return this.#inflate(bytes, from, to, into, own, size) || inflatePlainly(bytes, from, to, into, own, size);
  }

  #apply(entry: number, base: Version, own: number, size: number): Version | Failure {
    const arena = this.#arena;
    const delta = this.#delta;
    if (!readDeltaHead(arena.bytes, own, own + size, delta) || delta.baseLength !== base.length) return 'damaged';
    if (delta.length > LARGEST) return 'large';
    const { length } = delta;
    const at = arena.take(length + 1);
    if (at < 0) return 'large';
    if (!applyDelta(arena.bytes, delta.at, own + size, base.at, delta, at, this.#copies)) {
      arena.give(at, length + 1);
      return 'damaged';
    }
    return new Version(this.#catalogue.objects[entry]!, base.type, at, length, arena.bytes.subarray(at, at + length));
  }

  /** The last word on an entry whose CRC-32 is not that of the index: if its bytes have its id, they are right. */
  #hashes(version: Version): boolean {
    const { idBytes } = this.#catalogue;
    const hash = createHash(idBytes === 32 ? 'sha256' : 'sha1');
    hash.update(`${version.type} ${version.length}\0`).update(version.bytes);
    return hash.digest('hex') === this.#catalogue.hex(version.object);
  }

  #look(version: Version, base: Version | undefined, leaf: boolean): void {
    const copies = base === undefined ? undefined : this.#copies;
    if (version.type === 'tree') readTree(version, this.#catalogue.idBytes, this.#onEntry, leaf, base, copies);
    else if (base === undefined) findWhole(version);
    else findChanged(version, base, this.#copies);
    if (version.type === 'commit' || version.type === 'tag') {
      headerIds(version.type, version.bytes, (id, kind) => this.#named(Buffer.from(id, 'hex'), 0, kind));
    }
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
