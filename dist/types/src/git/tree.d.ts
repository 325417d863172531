import type { Candidate, ContentScan } from '../model.ts';
/** A name shorter than this cannot hold a credential: the shortest, a key id, has 20 characters; encoded ones have more. */
export declare const SHORTEST = 20;
/** The id of the tree without an entry, which git knows everywhere. */
export declare function treeOfNothing(idBytes: 20 | 32): string;
/** Walks the entries of one tree without making an object for each. */
export declare class TreeCursor {
    #private;
    mode: number;
    nameStart: number;
    nameEnd: number;
    idStart: number;
    end: number;
    /** Where the tree ends, if that is before its bytes do. */
    limit: number;
    /** @param idBytes length of an object id: 20, or 32 in a SHA-256 repository. */
    constructor(tree: Uint8Array, idBytes: number);
    /** Reads the entry that starts at `at`. False if there is no whole entry there: the end, or a malformed tree. */
    read(at: number): boolean;
    /** True if the entry is a submodule: it names a commit of another repository (mode 160000). */
    get isSubmodule(): boolean;
    /** What the entry names: a `tree`, or a `blob`. */
    get kind(): 'tree' | 'blob';
}
/** The candidates of one name in a tree, judged as a content of its own; offsets are those in the tree. */
export declare function nameCandidates(tree: Buffer, nameStart: number, nameEnd: number): Candidate[];
/** What is told of a tree whose names hold `candidates`: each is a credential of its own, since names lie in no order. */
export declare function treeScan(tree: Buffer, candidates: readonly Candidate[]): ContentScan;
/** Scans the names of a whole tree. What follows the last whole entry of a malformed tree is judged as one name. */
export declare function scanTree(tree: Buffer, idBytes: number): ContentScan;
