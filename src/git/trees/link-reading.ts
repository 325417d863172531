/** What one thread reads of a store's trees and commits: which of them names what. */
import type { Catalogue, SharedCatalogue } from '../pack/catalogue.ts';
import type { OwnMemory } from '../pack/memory.ts';
import type { Plan } from '../pack/plan.ts';
import { CommitLinks, type CommitsShare } from './commit-links.ts';
import { EntryReader } from './entry-reader.ts';
import { Holders, type HoldersShare } from './holders.ts';
import { TreeFamilies } from './tree-families.ts';
import type { Wanted } from './wanted.ts';

/** What a thread is started with. */
export interface LinkTask {
  readonly shared: SharedCatalogue;
  readonly plan: Plan;
  /** Which of the threads it is, from 0 on. */
  readonly number: number;
  /** The wanted ids, ascending. */
  readonly wanted: Uint8Array;
  /** One number: the next batch. */
  readonly counter: SharedArrayBuffer;
}

/** What a thread has read. */
export interface LinkShare {
  readonly holders: HoldersShare;
  readonly commits: CommitsShare;
  readonly left: readonly number[];
  readonly whole: boolean;
}

export class LinkReading {
  readonly holders: Holders;
  readonly commits: CommitLinks;
  readonly reader: EntryReader;
  /** Objects that could not be read here, and what is a delta of one. */
  readonly left: number[] = [];
  readonly #catalogue: Catalogue;
  #whole = true;

  constructor(catalogue: Catalogue, wanted: Wanted) {
    this.#catalogue = catalogue;
    this.holders = new Holders(catalogue, wanted);
    this.commits = new CommitLinks(catalogue, wanted);
    this.reader = new EntryReader(catalogue.idBytes, this.holders);
  }

  /** True if all that was read is what git would take: then it names no more than was written down. */
  get whole(): boolean {
    const { reader, holders, commits } = this;
    return this.#whole && reader.wellFormed && reader.inOrder && holders.sound && commits.sound;
  }

  /**
   * Takes batches of the plan until there are none left.
   * @throws Incomplete if `signal` aborts.
   */
  async walk(plan: Plan, counter: SharedArrayBuffer, own: OwnMemory, signal: AbortSignal): Promise<void> {
    const families = new TreeFamilies(this.#catalogue, this.reader, this.commits, own);
    const next = new Int32Array(counter);
    const starts = new Int32Array(plan.starts);
    try {
      for (let batch = Atomics.add(next, 0, 1); batch < plan.batches; batch = Atomics.add(next, 0, 1)) {
        await families.walk(new Int32Array(plan.units).subarray(starts[batch], starts[batch + 1]), signal);
      }
    } finally {
      families.close();
    }
    for (const object of families.left) this.left.push(object);
  }

  share(): LinkShare {
    return { holders: this.holders.share(), commits: this.commits.share(), left: this.left, whole: this.whole };
  }

  /** Adds what another thread has read. */
  add({ holders, commits, left, whole }: LinkShare): void {
    this.holders.add(holders);
    this.commits.add(commits);
    for (const object of left) this.left.push(object);
    this.#whole &&= whole;
  }
}
