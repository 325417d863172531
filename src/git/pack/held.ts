/**
 * Holds packs whole in memory that all threads share, as long as they are small: then nobody reads them by windows, a range
 * at a time, for which a small repository waits longer than for all of its bytes at once.
 */
import { open } from 'node:fs/promises';
import type { Pack, SharedCatalogue } from './catalogue.ts';

/** Bytes of packs that are held: about as many as the windows of two threads would take. */
export const MOST_HELD = 48 << 20;
/** The kernel reads a little too far. */
const SLACK = 64;

/**
 * Where packs are held, from `from` on.
 * @param most bytes for them. @returns the place of each, 0 if it is not held, and where the last one ends.
 */
export function placesOf(
  packs: readonly Pack[],
  from: number,
  most: number,
): { readonly places: readonly number[]; readonly end: number } {
  const start = Math.ceil(from / 16) * 16;
  let end = start;
  const places = packs.map(pack => {
    const at = end;
    const next = Math.ceil((at + pack.end + SLACK) / 16) * 16;
    if (pack.end < 0 || next - start > most) return 0;
    end = next;
    return at;
  });
  return { places, end };
}

/** Reads what is to be held. A pack of which not all can be read is not: whoever needs it finds out why. */
export async function readHeld({ packs, places, memory }: SharedCatalogue): Promise<void> {
  const bytes = Buffer.from(memory.buffer);
  for (const [number, pack] of packs.entries()) {
    const at = places[number]!;
    if (at > 0 && (await isRead(pack.path, bytes.subarray(at, at + pack.end)))) pack.at = at;
  }
}

async function isRead(path: string, into: Buffer): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      for (let done = 0; done < into.length; ) {
        const { bytesRead } = await file.read(into, done, into.length - done, done);
        if (bytesRead === 0) return false;
        done += bytesRead;
      }
      return true;
    } finally {
      await file.close();
    }
  } catch {
    return false; // It went away, or a disk failed: the reader meets the same error.
  }
}
