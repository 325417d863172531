/** zlib (RFC 1950), as git keeps loose objects. Two bytes say little, so whether it is one the stream itself tells. */
import { Budget } from './budget.ts';
import { type Held } from './open.ts';
import type { Workplace } from './workplace.ts';
export declare const ZLIB_HEADER_BYTES = 2;
export declare const ZLIB_TRAILER_BYTES = 4;
/** Packed text is so much longer unpacked, about. */
export declare const USUAL_FACTOR = 8;
/** True if `head` goes on as a zlib stream does behind its header. @param whole there are no more bytes: it must end well. */
export declare function startsZlib(head: Buffer, whole: boolean): boolean;
/** The one content of a zlib stream, and what is wrong with it. */
export declare function zlibMembers(bytes: Buffer, budget: Budget, workplace?: Workplace): Generator<Held>;
/** True if the checksum behind the stream is that of what it holds. */
export declare function isChecked(bytes: Buffer, unpacked: Buffer, consumed: number): boolean;
