/** Scans one content that arrives in pieces: it tells what `scanContent` tells of the same bytes, whatever the pieces. */
import type { ContentScan, Credential } from '../../model.ts';
import { Ends } from '../archive/ends.ts';
import { archiveKind, MAGIC_BYTES, MAX_ARCHIVE_BYTES } from '../archive/kinds.ts';
import { sourcesNamedIn, withSources } from '../grade/shadow.ts';
import { scanContent, scanZones, TOO_LARGE, withUnread } from './content.ts';
import { type Position, positionsOf } from './lines.ts';
import { ZONE, Zones } from './zones.ts';

/** Any content of up to this many bytes is held whole; a longer one only if it may be an archive. */
const HOLD_BYTES = ZONE;

/** Scans a content that arrives in pieces, in bounded memory: `MAX_ARCHIVE_BYTES` for what may be an archive, little else. */
export class ContentStream {
  readonly #expected: number;
  #held: Buffer;
  #limit = HOLD_BYTES;
  #length = 0;
  /** These take over once the content is too long to be held. */
  #zones: Zones | undefined;
  #ends: Ends | undefined;
  #positions: ReadonlyMap<number, Position> = new Map();

  /** @param expectedBytes the content's length, if known. It saves memory, and nothing depends on its being true. */
  constructor(expectedBytes = 0) {
    this.#expected = expectedBytes;
    this.#held = Buffer.allocUnsafe(Math.min(expectedBytes, HOLD_BYTES));
  }

  /** Takes the next piece. It may be reused by the caller afterwards. */
  push(piece: Buffer): void {
    let rest = piece;
    while (rest.length > 0) {
      if (this.#zones) {
        this.#length += rest.length;
        this.#zones.push(rest);
        this.#ends?.push(rest);
        return;
      }
      const taken = rest.subarray(0, this.#limit - this.#length);
      this.#hold(taken);
      rest = rest.subarray(taken.length);
      if (rest.length > 0) this.#outgrow();
    }
  }

  /** Says that the content is whole, and what it holds. */
  end(): ContentScan {
    if (!this.#zones) {
      const bytes = this.#held.subarray(0, this.#length);
      const scan = scanContent(bytes);
      this.#positions = positionsOf(
        bytes,
        scan.credentials.map(one => one.at),
      );
      const names = scan.credentials.length === 0 ? [] : sourcesNamedIn(bytes);
      this.#held = Buffer.alloc(0);
      return { ...scan, credentials: scan.credentials.map(one => withSources(one, names)) };
    }
    this.#zones.end();
    this.#positions = this.#zones.positions;
    const scan = scanZones(this.#zones, this.#length);
    const packed = this.#ends?.packing;
    if (packed === undefined) return scan;
    return packed.kind === 'closed' ? { ...scan, opaque: scan.opaque + 1 } : withUnread(scan, TOO_LARGE);
  }

  /** After `end`: where in the content a credential's leading part starts. One in an archive carries its own place. */
  positionOf(credential: Credential): Position {
    return credential.inner ?? this.#positions.get(credential.at) ?? { line: 1, column: credential.at + 1 };
  }

  #hold(piece: Buffer): void {
    const length = this.#length + piece.length;
    if (length > this.#held.length) {
      const grown = Buffer.allocUnsafe(Math.min(this.#limit, Math.max(length, this.#expected, this.#held.length * 2)));
      this.#held.copy(grown, 0, 0, this.#length);
      this.#held = grown;
    }
    piece.copy(this.#held, this.#length);
    this.#length = length;
  }

  /** The limit is reached and there is more. */
  #outgrow(): void {
    const held = this.#held.subarray(0, this.#length);
    const kind = archiveKind(held.subarray(0, MAGIC_BYTES));
    const mayBeOpened = kind !== undefined && kind !== 'closed';
    if (mayBeOpened && this.#limit < MAX_ARCHIVE_BYTES) {
      this.#limit = MAX_ARCHIVE_BYTES;
      return;
    }
    this.#zones = new Zones();
    this.#zones.push(held);
    this.#ends = new Ends(held);
    this.#held = Buffer.alloc(0);
  }
}
