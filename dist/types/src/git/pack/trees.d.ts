import { TreeCursor } from '../tree.ts';
import type { Copies } from './delta.ts';
import { type Version } from './version.ts';
/** Gets each entry that no version before had: the cursor stands on it. */
export type OnEntry = (cursor: TreeCursor, tree: Buffer) => void;
/**
 * Reads the entries of a tree; `copies` and `base` say what of it is known. Sets `found`, and `entries` unless it is a
 * `leaf`, with no delta of it to come.
 */
export declare function readTree(version: Version, idBytes: number, onEntry: OnEntry, leaf: boolean, base?: Version, copies?: Copies): void;
/** The last place in entries[0, count] whose offset is at most `offset`; 0 if there is none. */
export declare function lastUpTo(entries: Int32Array, count: number, offset: number): number;
