/** What one thread writes down while it scans; tallies of several threads are added up. */
import type { ObjectType } from '../reader.ts';
import type { WiredScan } from './wire.ts';

/** An object in which something was found, by its number in the catalogue. */
export interface FoundObject {
  readonly object: number;
  readonly type: ObjectType;
  readonly length: number;
  readonly scan: WiredScan;
}

export class PackTally {
  readonly byType: Record<ObjectType, number> = { blob: 0, commit: 0, tag: 0, tree: 0 };
  bytes = 0;
  /** Blobs larger than the user's bound. */
  skipped = 0;
  /** Objects that cannot be read by anybody, and why. */
  readonly failed: { readonly object: number; readonly why: string }[] = [];
  /** Objects that git has to read: too large for our memory, damaged here but stored elsewhere too, or in a pack that is gone. */
  readonly forGit: number[] = [];
  /** Ids that are named and in no pack, each with what it is named as: loose, or absent. */
  readonly outside = new Map<string, string>();
  /** As in `ReaderReport`. */
  readonly submodules = new Map<string, string>();
  found: FoundObject[] = [];

  add(other: PackTally): void {
    for (const type of ['blob', 'commit', 'tag', 'tree'] as const) this.byType[type] += other.byType[type];
    this.bytes += other.bytes;
    this.skipped += other.skipped;
    for (const one of other.failed) this.failed.push(one);
    for (const one of other.forGit) this.forGit.push(one);
    for (const [id, kind] of other.outside) noteFirst(this.outside, id, kind);
    for (const [id, name] of other.submodules) noteFirst(this.submodules, id, name);
  }
}

/** Keeps, of all that is said of an id, what comes first in the alphabet: the order of threads must not show. */
export function noteFirst(notes: Map<string, string>, id: string, text: string): void {
  const known = notes.get(id);
  if (known === undefined || text < known) notes.set(id, text);
}
