/**
 * The pack reader: reads every object that is stored in a repository, each once, straight from packs and loose files, and
 * tells the same as the plain reader (`objects.ts`). What it cannot take it hands to git, and counts.
 */
import type { Unread } from '../../model.ts';
import { readObjects } from '../objects.ts';
import type { ReaderOptions, ReaderReport } from '../reader.ts';
import type { Remembered } from '../remembered.ts';
import type { Repository } from '../repository.ts';
import { nameCandidates } from '../tree.ts';
import { type BuildOptions, type Built, buildCatalogue } from './build.ts';
import { rememberedVerdict, type Verdict } from './cache.ts';
import { type Listing, listPacks } from './listing.ts';
import { narrow } from './narrow.ts';
import { type Plan, planLoose, planPacked } from './plan.ts';
import { type PlanResult, type PoolOptions, runPlan, threadsFor } from './pool.ts';
import { joinReports } from './report.ts';
import { type FoundObject, PackTally } from './tally.ts';
import { Thread } from './thread.ts';
import { unwire } from './wire.ts';

/** More objects with something to tell are not worth remembering: reading them one by one takes as long. */
const MOST_LOUD = 20_000;

/** Fewer objects are read by git, without a look at the store. */
const WORTH_A_LISTING = 1000;
/**
 * Entering an object into the catalogue costs about 2 microseconds, and reading one through git 60 more than reading it from
 * its pack (git.git and rocksdb, ranges of 1 to 50 % of history).
 */
const STORED_FOR_ONE = 30;

/**
 * Reads all objects of the store and its alternates. What goes wrong is in the report, with what was read before; it is not thrown.
 */
export async function readPacks(repo: Repository, options: ReaderOptions): Promise<ReaderReport> {
  const listing = await listPacks(repo.objectFolders, repo.idBytes);
  const cache = openCache(listing, options);
  const { kept: verdict, note } = cache?.recall() ?? {};
  const threads = verdict === undefined ? startThreads(listing, options) : [];
  const built = await buildCatalogue(listing, repo.idBytes, {
    ...buildOptions(options),
    linked: verdict === undefined,
  }).catch((error: unknown) => {
    for (const thread of threads) thread.dismiss();
    throw error;
  });
  const { catalogue, strays } = built;
  const reading = new PackReading(built, options);
  const notes = note === undefined ? [] : [note];
  const tally = new PackTally();
  const unread: Unread[] = [...listing.unread];
  let loud: readonly string[];
  if (verdict === undefined) {
    const packed = await reading.run(planPacked(built.roots, built.weights), threads);
    packed.tally.forGit.push(...strays);
    tally.add(packed.tally);
    unread.push(...packed.unread);
    if (unread.length === 0 && packed.tally.failed.length === 0) {
      const fresh = reading.verdictOn(packed.tally);
      if (fresh !== undefined) cache?.remember(fresh);
    }
    loud = [];
  } else {
    tally.add(recalled(verdict));
    loud = verdict.loud;
  }
  const loose = await reading.run(planLoose(catalogue));
  tally.add(loose.tally);
  unread.push(...loose.unread);
  const left = [...loud, ...tally.forGit.map(object => catalogue.hex(object))].sort();
  const { onProgress: _, ...rest } = options;
  const byGit =
    options.signal.aborted || left.length === 0 ? undefined : await readObjects(repo, left, rest, catalogue);
  const report = joinReports(catalogue, tally, byGit, unread, notes);
  return verdict === undefined && listing.unread.length === 0 ? { ...report, built } : report;
}

/** Threads for what the packs are worth: they start while the catalogue is made. */
function startThreads({ packs }: Listing, { jobs, signal }: ReaderOptions): Thread[] {
  const weight = packs.reduce((sum, { end }) => sum + end, 0);
  return signal.aborted ? [] : Thread.start(threadsFor(weight, jobs));
}

/** The cache for these packs, if there is one to be used. A store with trouble, or without packs, is none to remember. */
function openCache(listing: Listing, { cacheFolder, maxFileBytes }: ReaderOptions): Remembered<Verdict> | undefined {
  if (cacheFolder === undefined || listing.packs.length === 0 || listing.unread.length > 0) return undefined;
  try {
    return rememberedVerdict(cacheFolder, listing, maxFileBytes);
  } catch {
    return undefined; // A pack went away since it was listed: its objects are looked for when they are read.
  }
}

/**
 * Reads the objects with the given ids (hex), each once, and of others only what they are deltas of. It tells the same as
 * `readObjects`.
 */
export async function readPacked(
  repo: Repository,
  oids: ReadonlySet<string>,
  options: ReaderOptions,
): Promise<ReaderReport> {
  return readListed(repo, await listPacks(repo.objectFolders, repo.idBytes), oids, options);
}

/** The same by whichever way takes less time: by packs, or by git. */
export async function readFaster(
  repo: Repository,
  oids: ReadonlySet<string>,
  options: ReaderOptions,
): Promise<ReaderReport> {
  if (oids.size < WORTH_A_LISTING) return readObjects(repo, oids, options);
  const listing = await listPacks(repo.objectFolders, repo.idBytes);
  const packed = listing.packs.reduce((sum, { index }) => sum + index.count, 0);
  return oids.size * STORED_FOR_ONE < packed
    ? readObjects(repo, oids, options)
    : readListed(repo, listing, oids, options);
}

async function readListed(
  repo: Repository,
  listing: Listing,
  oids: ReadonlySet<string>,
  options: ReaderOptions,
): Promise<ReaderReport> {
  const { built, lost } = narrow(await buildCatalogue(listing, repo.idBytes, buildOptions(options)), oids);
  const reading = new PackReading(built, options);
  const tally = new PackTally();
  const packed = await reading.run(planPacked(built.roots, built.weights));
  const loose = await reading.run(planLoose(built.catalogue));
  tally.add(packed.tally);
  tally.add(loose.tally);
  // What is absent from the store is told by whoever listed the objects.
  tally.outside.clear();
  const forGit = [...built.strays, ...tally.forGit].map(object => built.catalogue.hex(object));
  const { onProgress: _, ...rest } = options;
  const left = [...lost, ...forGit].sort();
  const byGit = options.signal.aborted || left.length === 0 ? undefined : await readObjects(repo, left, rest);
  return joinReports(built.catalogue, tally, byGit, [...packed.unread, ...loose.unread], []);
}

function buildOptions({ jobs, twins = false, mostWindows }: ReaderOptions): BuildOptions {
  return { threads: jobs, twins, ...(mostWindows !== undefined && { mostWindows }) };
}

class PackReading {
  readonly #built: Built;
  readonly #options: ReaderOptions;
  readonly #expected: number;
  #done = 0;
  readonly #found: FoundObject[] = [];

  constructor(built: Built, options: ReaderOptions) {
    this.#built = built;
    this.#options = options;
    this.#expected = built.stored;
  }

  async run(plan: Plan, threads: readonly Thread[] = []): Promise<PlanResult> {
    const { catalogue } = this.#built;
    const { onObject, onProgress, maxFileBytes, signal } = this.#options;
    const before = this.#done;
    const pool: PoolOptions = {
      maxFileBytes,
      signal,
      onFound: found => {
        for (const one of found) {
          this.#found.push({ ...one, scan: { wired: undefined } });
          onObject({ oid: catalogue.hex(one.object), type: one.type, scan: unwire(one.scan) });
        }
      },
      onProgress: share => onProgress?.(before + Math.floor(share * (this.#expected - before)), this.#expected),
    };
    const result = await runPlan(this.#built, plan, pool, threads);
    const { blob, commit, tag, tree } = result.tally.byType;
    this.#done += blob + commit + tag + tree;
    return result;
  }

  /** What to remember of packs of which nothing failed. */
  verdictOn(tally: PackTally): Verdict | undefined {
    const { catalogue } = this.#built;
    if (this.#found.length + tally.forGit.length > MOST_LOUD || this.#options.signal.aborted) return undefined;
    const byType = { ...tally.byType };
    let { bytes } = tally;
    for (const { type, length } of this.#found) {
      byType[type]--;
      bytes -= length;
    }
    const loud = [...this.#found.map(one => one.object), ...tally.forGit].map(object => catalogue.hex(object));
    const { skipped, outside, submodules } = tally;
    const words = [...outside.values(), ...submodules.values()].map(word => Buffer.from(word));
    // A submodule may be named like a key, and a tag may name one as the type of its object.
    if (words.some(word => nameCandidates(word, 0, word.length).length > 0)) return undefined;
    return { byType, bytes, skipped, loud: loud.sort(), outside: [...outside], submodules: [...submodules] };
  }
}

function recalled(verdict: Verdict): PackTally {
  const tally = new PackTally();
  Object.assign(tally.byType, verdict.byType);
  tally.bytes = verdict.bytes;
  tally.skipped = verdict.skipped;
  for (const [id, kind] of verdict.outside) tally.outside.set(id, kind);
  for (const [id, name] of verdict.submodules) tally.submodules.set(id, name);
  return tally;
}
