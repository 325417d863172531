/** A thread that reads its share of a store's trees and commits. */
import { Catalogue } from '../pack/catalogue.ts';
import { ownMemory } from '../pack/memory.ts';
import { Reading, type ReadingShare, type ReadingTask } from './reading.ts';
import { Things } from './things.ts';

export async function readShare({ shared, plan, number, search, counter }: ReadingTask): Promise<ReadingShare> {
  const reading = new Reading(new Things(new Catalogue(shared), search));
  // Whoever started it ends it.
  const { signal } = new AbortController();
  await reading.walk(plan, counter, ownMemory(shared.memory, number), signal);
  return reading.share();
}
