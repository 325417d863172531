/**
 * Remembers deflated members in which nothing was found. Archives that are changed often have most members as they were, and
 * those need not be unpacked again. A member is known by a digest of its packed bytes, which say all that it holds.
 */
import { hash } from 'node:crypto';

/** What is known of a member's stream. */
export interface SilentMember {
  /** Bytes of its input and of its output, and the CRC-32 of that. */
  readonly consumed: number;
  readonly length: number;
  readonly crc: number;
}

/** A smaller member is unpacked as fast as it is known again. */
const LEAST_BYTES = 128;
/** At so many all are forgotten: some 6 MB. */
const MOST_MEMBERS = 32_768;

export class SilentMembers {
  readonly #known = new Map<string, SilentMember>();

  /** What a member is known by; undefined if it is not worth it. */
  keyOf(packed: Buffer): string | undefined {
    return packed.length < LEAST_BYTES ? undefined : hash('sha256', packed, 'binary');
  }

  get(key: string): SilentMember | undefined {
    return this.#known.get(key);
  }

  add(key: string, member: SilentMember): void {
    if (this.#known.size >= MOST_MEMBERS) this.#known.clear();
    this.#known.set(key, member);
  }
}
