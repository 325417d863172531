/** Reads a repository by both readers, and puts what they say into a form that can be compared and holds no order. */
import { readAllObjects } from '../../../src/git/objects.ts';
import { readPacks } from '../../../src/git/pack/read.ts';
import type { ReaderOptions, ReaderReport, ScannedObject } from '../../../src/git/reader.ts';
import { openRepository } from '../../../src/git/repository.ts';

export type Reader = typeof readAllObjects;

export interface Reading {
  readonly report: ReaderReport;
  /** Every object with something to tell, secrets revealed, as sorted lines. */
  readonly told: readonly string[];
}

export async function readBy(reader: Reader, dir: string, options: Partial<ReaderOptions> = {}): Promise<Reading> {
  const objects: ScannedObject[] = [];
  const report = await reader(await openRepository(dir), {
    jobs: 2,
    maxFileBytes: Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
    onObject: object => objects.push(object),
    ...options,
  });
  const told = objects.map(one => JSON.stringify(revealed(one)));
  return { report, told: told.sort() };
}

/** A copy with the values of its secrets. A bundle has a class of its own for them, so they are known by what they can do. */
function revealed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('reveal' in value && typeof value.reveal === 'function') return { value: value.reveal.call(value) };
  if (Array.isArray(value)) return value.map(revealed);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revealed(one)]));
}

/** What must be the same whichever way the objects were read. */
export function comparable({ report, told }: Reading) {
  const { objects, byType, bytes, absent, submodules } = report;
  return { objects, byType, bytes, absent: [...absent].sort(), submodules: [...submodules].sort(), told };
}

/** The plain reader with every object looked at by itself, in one stream: what all others are held to. */
export const readPlainly = (dir: string, options?: Partial<ReaderOptions>) =>
  readBy(readAllObjects, dir, { ...options, twins: true });
export const readByGit = (dir: string, options?: Partial<ReaderOptions>) => readBy(readAllObjects, dir, options);
/** As `readByPack`, with the kernel's work done by its twins. */
export const readByTwins = (dir: string, options?: Partial<ReaderOptions>) =>
  readBy(readPacks, dir, { ...options, twins: true });
/** As `readByPack`, with so few windows that each is read many times. */
export const readByFewWindows = (dir: string, options?: Partial<ReaderOptions>) =>
  readBy(readPacks, dir, { ...options, mostWindows: 4 });
export const readByPack = (dir: string, options?: Partial<ReaderOptions>) => readBy(readPacks, dir, options);
