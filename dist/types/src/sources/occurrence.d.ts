import { type Position } from '../detect/find/lines.ts';
import type { ContentScan, Credential, Occurrence, Part, Where } from '../model.ts';
import type { Book } from '../receipt.ts';
/** The credentials of one content, each at its place. */
export declare function occurrencesOf(scan: ContentScan, where: Where, part: Part, path: string, place: (credential: Credential) => Position): Occurrence[];
/** What `bytes`, a content that is in memory, hold. */
export declare function occurrencesIn(bytes: Buffer, scan: ContentScan, where: Where, part: Part, path: string): Occurrence[];
/** What the names in `path` hold, each by itself as in a tree of git; `seen` are the folders whose names were looked at. */
export declare function occurrencesInName(path: Buffer, where: Where, text: string, seen: Set<string>): Occurrence[];
/** Enters one scanned content: read whole, or failed where a bound was hit in it. */
export declare function enterScan(book: Book, scan: ContentScan, path: string): void;
