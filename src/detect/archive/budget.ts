/**
 * What opening the archives of one content may cost, all levels together. Every unpacked byte is charged, also those of
 * members that turn out damaged, so that the time is bounded whatever the bytes say.
 */

/** Archives inside archives; a gzip and the tar inside it are two. */
export const MAX_DEPTH = 8;
export const MAX_MEMBERS = 100_000;
/** One member is held in memory whole. */
export const MAX_MEMBER_BYTES = 256 << 20;
const MAX_CREDENTIALS = 100_000;
const MAX_TOTAL_BYTES = 512 << 20;
/** Unpacked may be as much as this times the packed bytes (deflate can do 1,032), beyond an allowance for small archives. */
const MAX_RATIO = 200;
const ALLOWANCE_BYTES = 32 << 20;

export class Budget {
  readonly #total: number;
  #bytes: number;
  #members = MAX_MEMBERS;
  #credentials = MAX_CREDENTIALS;

  /** @param packedBytes length of the outermost archive. */
  constructor(packedBytes: number) {
    this.#total = Math.min(MAX_TOTAL_BYTES, Math.max(ALLOWANCE_BYTES, packedBytes * MAX_RATIO));
    this.#bytes = this.#total;
  }

  /** The bytes that the next member may have. */
  get room(): number {
    return Math.min(this.#bytes, MAX_MEMBER_BYTES);
  }

  /** The bytes that a member may have, however it is made up. */
  readonly mostMemberBytes = MAX_MEMBER_BYTES;

  /** Takes `bytes` of work. What goes beyond the budget leaves nothing of it. */
  charge(bytes: number): void {
    this.#bytes = Math.max(0, this.#bytes - bytes);
  }

  /** Takes one member. False if there were too many. */
  member(): boolean {
    this.#members--;
    return this.#members >= 0;
  }

  /** Takes what was found in a member. False if that is too much in all. */
  credentials(count: number): boolean {
    this.#credentials -= count;
    return this.#credentials >= 0;
  }

  /** Which bound a member of more than `room` bytes hits. */
  get why(): string {
    return this.#bytes >= MAX_MEMBER_BYTES
      ? `unpacks to more than ${MAX_MEMBER_BYTES >> 20} MiB`
      : `the archive unpacks to more than ${this.#total >> 20} MiB in all`;
  }
}
