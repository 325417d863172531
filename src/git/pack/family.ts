/** Scans delta families: what is in their versions is found, counted and told of. */
import { KernelWorkplace } from '../kernel-workplace.ts';
import { AGAIN, type Catalogue, COPIED, NONE } from './catalogue.ts';
import { tell } from './contents.ts';
import { FamilyWalker, type Visitor } from './families.ts';
import { KernelTally } from './kernel-tally.ts';
import { Looker } from './look.ts';
import { readLoose } from './loose.ts';
import { type Failure, Maker } from './make.ts';
import type { OwnMemory } from './memory.ts';
import type { PackTally } from './tally.ts';
import { Version } from './version.ts';
import { Walk } from './walk.ts';
import { wire } from './wire.ts';

export class FamilyScanner implements Visitor {
  readonly #catalogue: Catalogue;
  readonly #tally: PackTally;
  readonly #maxFileBytes: number;
  readonly #maker: Maker;
  readonly #looker: Looker;
  readonly #passedOver: KernelTally | undefined;
  readonly #workplace: KernelWorkplace | undefined;
  readonly #families: FamilyWalker;

  constructor(catalogue: Catalogue, tally: PackTally, maxFileBytes: number, own: OwnMemory) {
    const { kernel } = own;
    this.#catalogue = catalogue;
    this.#tally = tally;
    this.#maxFileBytes = maxFileBytes;
    this.#maker = new Maker(catalogue, own);
    this.#looker = new Looker(catalogue, tally, this.#maker, own);
    let walk: Walk | undefined;
    if (kernel) {
      const passedOver = new KernelTally(catalogue, tally, own, kernel);
      walk = new Walk(catalogue, this.#maker, maxFileBytes, own, kernel, true, () => passedOver.drain());
      this.#passedOver = passedOver;
      this.#workplace = new KernelWorkplace(kernel, own.bytes, this.#maker.arena);
    }
    this.#families = new FamilyWalker(catalogue, catalogue.packs, this.#maker, walk, this);
  }

  /** As in `FamilyWalker`. */
  begin(roots: Int32Array, packNumber: number): void {
    this.#families.begin(roots, packNumber);
  }

  advance(bytes: number): boolean {
    return this.#families.advance(bytes);
  }

  visit(version: Version, base: Version | undefined, leaf: boolean, brief: boolean): void {
    this.#looker.look(version, base, leaf, brief);
    this.#report(version);
  }

  giveUp(entry: number, failure: Failure): void {
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

  /** Scans a loose object. */
  scanLoose(object: number): void {
    const catalogue = this.#catalogue;
    const loose = readLoose(catalogue.folders[catalogue.folder[object - catalogue.packed]!]!, catalogue.hex(object));
    if (loose === undefined) {
      this.#tally.forGit.push(object);
      return;
    }
    const { type, bytes } = loose;
    const { memory, arena } = this.#maker;
    // The kernel knows its own memory only.
    const at = this.#workplace === undefined ? -1 : arena.take(bytes.length);
    if (at >= 0) bytes.copy(memory, at);
    const version =
      at < 0 ? new Version(object, type, bytes, 0, bytes.length) : new Version(object, type, memory, at, bytes.length);
    this.visit(version, undefined, true, false);
    if (at >= 0) arena.give(at, bytes.length);
  }

  /** To be called at the end: what the kernel counted is in the tally only then. */
  close(): void {
    this.#passedOver?.finish();
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
    const scan = tell(version, this.#workplace);
    if (scan !== undefined) tally.found.push({ object, type, length, scan: wire(scan) });
  }
}
