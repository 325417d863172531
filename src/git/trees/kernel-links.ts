/** What the kernel writes down of trees and commits (`kernel/links.ts`), and what it needs to do so. */
import { type Kernel, MOST_CHANGES, MOST_LINKED, MOST_NAMES } from '../kernel.ts';
import { AGAIN } from '../pack/catalogue.ts';
import type { Maker } from '../pack/make.ts';
import type { OwnMemory } from '../pack/memory.ts';
import type { Version } from '../pack/version.ts';
import type { Links } from './links.ts';
import type { Things } from './things.ts';

/** More bytes of wanted ids are the twins': they would take too much of the arena. */
const MOST_WANTED = 8 << 20;

export class KernelLinks {
  /** The memory that is left. */
  readonly own: OwnMemory;
  readonly #kernel: Kernel;
  readonly #things: Things;
  readonly #links: Links;
  readonly #bytes: Buffer;
  readonly #nameEnds: Int32Array;
  readonly #nameBytes: number;
  /** The numbers in `links` of the names that the kernel has numbered. */
  #names: number[] = [];

  private constructor(own: OwnMemory, kernel: Kernel, things: Things, links: Links) {
    const { ids } = things.search;
    const { idBytes } = things.catalogue;
    things.catalogue.give(kernel);
    const wanted = kernel.setLinks(own.arena) >>> 0;
    own.bytes.set(ids, wanted);
    const end = kernel.setWanted(wanted, ids.length / idBytes, things.firstId) >>> 0;
    kernel.hideBy(things.firstHidden - things.firstId);
    kernel.writeLinks();
    this.own = { ...own, arena: Math.ceil(end / 16) * 16 };
    this.#kernel = kernel;
    this.#things = things;
    this.#links = links;
    this.#bytes = own.bytes;
    this.#nameEnds = new Int32Array(own.bytes.buffer, kernel.namesAt() >>> 0, MOST_NAMES);
    this.#nameBytes = this.#nameEnds.byteOffset + this.#nameEnds.byteLength;
  }

  /** Has the kernel of `own` write down what is added to `links`; undefined if there is none, or it cannot do this search. */
  static open(own: OwnMemory, things: Things, links: Links): KernelLinks | undefined {
    const { ids, names } = things.search;
    if (own.kernel === undefined || names.length > 0 || ids.length > MOST_WANTED) return undefined;
    return new KernelLinks(own, own.kernel, things, links);
  }

  /**
   * Writes down what a tree holds that the maker made last. @param base what it is made of.
   * @returns false if that is for the twin, which must have drained before.
   */
  take(version: Version, base: Version | undefined, leaf: boolean, { arena, copies, listed }: Maker): boolean {
    const kernel = this.#kernel;
    const { at, length } = version;
    if (kernel.linksAreFull()) this.drain();
    const object = this.#firstOf(version.object);
    const bits = leaf ? 0 : Math.max(0, arena.take(kernel.bitBytes(length)));
    const known = base !== undefined && base.bits > 0 && listed;
    const odd = known
      ? kernel.linkChild(object, at, length, bits, base.number, base.at, base.length, base.bits, copies.count, false)
      : kernel.linkTree(object, at, length, bits);
    if (odd !== 0) {
      if (bits > 0) arena.give(bits, kernel.bitBytes(length));
      return false;
    }
    version.bits = bits;
    version.number = kernel.lastLinked();
    return true;
  }

  /** Adds what the kernel has written down to `links`. */
  drain(): void {
    const { buffer } = this.#bytes;
    const at = this.#kernel.settleLinks() >>> 0;
    const [linked, changes, names] = new Int32Array(buffer, at, 3) as unknown as [number, number, number];
    const lists = at + 16;
    const list = (place: number, length: number) => new Int32Array(buffer, lists + 4 * place, length);
    while (this.#names.length < names) this.#names.push(this.#links.nameOf(this.#nameAt(this.#names.length)));
    this.#links.append(
      list(0, linked),
      list(MOST_LINKED, linked),
      0,
      list(2 * MOST_LINKED, linked),
      list(3 * MOST_LINKED, changes),
      this.#names,
      list(3 * MOST_LINKED + MOST_CHANGES, changes),
    );
    this.resume();
  }

  /** Has the kernel go on behind what is in `links` now. */
  resume(): void {
    if (this.#kernel.forgetLinks(this.#links.count)) this.#names = [];
  }

  #nameAt(number: number): string {
    const start = number === 0 ? 0 : this.#nameEnds[number - 1]!;
    return this.#bytes.toString('latin1', this.#nameBytes + start, this.#nameBytes + this.#nameEnds[number]!);
  }

  #firstOf(object: number): number {
    const { catalogue } = this.#things;
    const { flags, ids, idBytes } = catalogue;
    return flags[object]! & AGAIN ? catalogue.find(ids, object * idBytes) : object;
  }
}
