/** A thread that reads its share of a store's trees and commits. */
import { Catalogue } from '../pack/catalogue.ts';
import { ownMemory } from '../pack/memory.ts';
import { LinkReading, type LinkShare, type LinkTask } from './link-reading.ts';
import { Wanted } from './wanted.ts';

export async function readShare({ shared, plan, number, wanted, counter }: LinkTask): Promise<LinkShare> {
  const reading = new LinkReading(new Catalogue(shared), new Wanted(Buffer.from(wanted), shared.idBytes));
  // Whoever started it ends it.
  const { signal } = new AbortController();
  await reading.walk(plan, counter, ownMemory(shared.memory, number), signal);
  return reading.share();
}
