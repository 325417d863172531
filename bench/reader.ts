/** A reader alone: no attribution, no question to git what is missing, no report. */
import { availableParallelism } from 'node:os';
import { readAllObjects } from '../src/git/objects.ts';
import { readPacks } from '../src/git/pack/read.ts';
import { openRepository } from '../src/git/repository.ts';

/** Reads every object of a repository, by packs or by git, and throws if one cannot be read. */
export async function readAlone(folder: string, reader: string): Promise<void> {
  const read = reader === 'git' ? readAllObjects : readPacks;
  const { objects } = await read(await openRepository(folder), {
    jobs: availableParallelism(),
    maxFileBytes: Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
    onObject: () => undefined,
  });
  if (objects.failed.length > 0) throw new Error(`${objects.failed.length} objects were not read`);
}
