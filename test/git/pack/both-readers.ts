/** Reads a repository by both readers, and puts what they say into a form that can be compared and holds no order. */
import { readAllObjects } from '../../../src/git/objects.ts';
import { readPacks } from '../../../src/git/pack/read.ts';
import type { ReaderOptions, ReaderReport, ScannedObject } from '../../../src/git/reader.ts';
import { openRepository } from '../../../src/git/repository.ts';
import { Secret } from '../../../src/secret.ts';

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
  const told = objects.map(one =>
    JSON.stringify(one, (_key, value) => (value instanceof Secret ? value.reveal() : value)),
  );
  return { report, told: told.sort() };
}

/** What must be the same whichever way the objects were read. */
export function comparable({ report, told }: Reading) {
  const { objects, byType, bytes, absent, submodules } = report;
  return { objects, byType, bytes, absent: [...absent].sort(), submodules: [...submodules].sort(), told };
}

export const readByGit = (dir: string, options?: Partial<ReaderOptions>) => readBy(readAllObjects, dir, options);
export const readByPack = (dir: string, options?: Partial<ReaderOptions>) => readBy(readPacks, dir, options);
