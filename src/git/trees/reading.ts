/** What one thread reads of a store's trees and commits: what they hold, as far as it matters for a search. */
import { setImmediate } from 'node:timers/promises';
import { Incomplete } from '../../errors.ts';
import { NONE, type SharedCatalogue } from '../pack/catalogue.ts';
import { FamilyWalker, type Visitor } from '../pack/families.ts';
import { Maker } from '../pack/make.ts';
import type { OwnMemory } from '../pack/memory.ts';
import { doBatchInTurns, type Plan } from '../pack/plan.ts';
import type { Version } from '../pack/version.ts';
import { Walk } from '../pack/walk.ts';
import { CommitReader } from './commit-reader.ts';
import { EntryReader } from './entry-reader.ts';
import { KernelLinks } from './kernel-links.ts';
import { Links, type LinksShare } from './links.ts';
import type { Search, Things } from './things.ts';

/** What a thread is started with. */
export interface ReadingTask {
  readonly shared: SharedCatalogue;
  readonly plan: Plan;
  /** Which of the threads it is, from 0 on. */
  readonly number: number;
  readonly search: Search;
  /** One number: the next batch. */
  readonly counter: SharedArrayBuffer;
}

/** What a thread has read. */
export interface ReadingShare {
  readonly links: LinksShare;
  readonly left: readonly number[];
  readonly wellFormed: boolean;
}

export class Reading implements Visitor {
  readonly links: Links;
  /** Objects that could not be read here, and what is a delta of one. */
  readonly left: number[] = [];
  readonly #things: Things;
  readonly #entries: EntryReader;
  readonly #commits: CommitReader;
  #wellFormed = true;
  #linker: KernelLinks | undefined;
  #maker: Maker | undefined;

  constructor(things: Things) {
    this.#things = things;
    this.links = new Links(things.catalogue);
    this.#entries = new EntryReader(things, this.links);
    this.#commits = new CommitReader(things, this.links);
  }

  /** False once a tree was seen that does not end with an entry. */
  get wellFormed(): boolean {
    return this.#wellFormed && this.#entries.wellFormed;
  }

  /**
   * Takes batches of the plan until there are none left.
   * @throws Incomplete if `signal` aborts.
   */
  async walk(plan: Plan, counter: SharedArrayBuffer, own: OwnMemory, signal: AbortSignal): Promise<void> {
    const { catalogue } = this.#things;
    // Whoever comes here has read all of it before: what was sound then is not checked by its CRC-32 again.
    const packs = catalogue.packs.map(pack => ({ ...pack, checked: false }));
    const linker = KernelLinks.open(own, this.#things, this.links);
    const maker = new Maker(catalogue, linker?.own ?? own);
    const walk =
      linker && new Walk(catalogue, maker, Number.POSITIVE_INFINITY, own, own.kernel!, false, () => linker.drain());
    const families = new FamilyWalker(catalogue, packs, maker, walk, this);
    const next = new Int32Array(counter);
    const pause = async () => {
      await setImmediate();
      if (signal.aborted) throw new Incomplete('the scan was stopped before it was done', 'timeout');
      return true;
    };
    this.#linker = linker;
    this.#maker = maker;
    try {
      for (let batch = Atomics.add(next, 0, 1); batch < plan.batches; batch = Atomics.add(next, 0, 1)) {
        await doBatchInTurns(families, catalogue, plan, batch, pause);
        await pause();
      }
      linker?.drain();
    } finally {
      this.#linker = undefined;
      maker.close();
    }
  }

  visit(version: Version, base: Version | undefined, leaf: boolean): void {
    const linker = this.#linker;
    if (version.type === 'tree' && linker?.take(version, base, leaf, this.#maker!)) return;
    linker?.drain();
    // Of copies that are too many to be listed none is told: then all entries of the base are gone, and all are new.
    if (version.type === 'tree') this.#entries.read(version, linker ? undefined : base, this.#maker?.copies, leaf);
    else if (version.type === 'commit') this.#commits.read(version);
    linker?.resume();
  }

  giveUp(entry: number): void {
    const { children, siblings, objects } = this.#things.catalogue;
    const waiting = [entry];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      this.left.push(objects[next]!);
      for (let child = children[next]!; child !== NONE; child = siblings[child]!) waiting.push(child);
    }
  }

  share(): ReadingShare {
    return { links: this.links.share(), left: this.left, wellFormed: this.wellFormed };
  }

  /** Adds what another thread has read. */
  add({ links, left, wellFormed }: ReadingShare): void {
    this.links.add(links);
    for (const object of left) this.left.push(object);
    this.#wellFormed &&= wellFormed;
  }
}
