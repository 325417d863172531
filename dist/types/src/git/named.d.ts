/**
 * Watches what stored objects name, so that completeness is known without a walk: every id that a commit, tree or tag names
 * must be stored, a submodule, or explained by the caller. It asks nothing of git.
 */
import type { ContentScan } from '../model.ts';
import type { IdFinder } from './ids.ts';
export declare const NOTHING: ContentScan;
export declare class NamedIds {
    #private;
    /** Named and not stored, with what it is named as; as the reader's report has them. */
    readonly absent: Map<string, string>;
    readonly submodules: Map<string, string>;
    /** @param stored every id of the store, or undefined if what is absent is not to be told. */
    constructor(stored: IdFinder | undefined, idBytes: number);
    /** Notes the ids that the headers of a commit or tag name. */
    header(type: 'commit' | 'tag', bytes: Buffer): void;
    /** Notes the ids that a tree names, and scans its names. */
    tree(bytes: Buffer): ContentScan;
    /** The same for a tree of which only the entries at `offsets` are worth a look. */
    marked(bytes: Buffer, offsets: Uint32Array): ContentScan;
}
