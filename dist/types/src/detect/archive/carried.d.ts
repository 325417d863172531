/** Finds the archive behind a program or a script: a zip by the record that ends it, any other by where it begins. */
import { type ArchiveKind } from './kinds.ts';
/** How a content is packed, and where that begins; `closed` if keysift cannot open such a one. */
export interface Packing {
    readonly kind: ArchiveKind | 'closed';
    readonly at: number;
}
/** As many first bytes tell whether there is an archive behind a script. */
export declare const START_BYTES: number;
/** As many last bytes tell whether a zip ends there: its directory's end record, and the longest comment behind it. */
export declare const TAIL_BYTES: number;
/**
 * How a content is packed.
 * @param start its first `START_BYTES` bytes, or more. @param tail its last `TAIL_BYTES` bytes. All of it, if it has less.
 */
export declare function packingOf(start: Buffer, tail: Buffer): Packing | undefined;
