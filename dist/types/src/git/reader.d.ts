/**
 * What a reader of stored objects promises, whichever way it reads: every stored object once, by object id, each one
 * scanned, skipped for a named reason or failed. The plain reader (`objects.ts`) and the pack reader (`pack/`) give the
 * same answers; that is tested.
 */
import type { ContentScan, Tally } from '../model.ts';
import type { Built } from './pack/build.ts';
export type ObjectType = 'blob' | 'commit' | 'tag' | 'tree';
/** A stored object in which scanning found something to tell: a credential, a bound that was hit, an LFS pointer. */
export interface ScannedObject {
    readonly oid: string;
    readonly type: ObjectType;
    /** Of a tree: what `scanTree` tells of its names, each judged as a content and each find a credential of its own. */
    readonly scan: ContentScan;
}
export interface ReaderOptions {
    /** Threads to use, or streams of git, where a reader uses any. */
    readonly jobs: number;
    /** Blobs of more bytes are skipped by policy. Infinity for none. */
    readonly maxFileBytes: number;
    readonly signal: AbortSignal;
    /** The user's own folder for what is known of packs that were read before; none: nothing is remembered. */
    readonly cacheFolder?: string;
    /** True has TypeScript do what the kernel would. It only takes longer. */
    readonly twins?: boolean;
    /** Windows of packs that may be held, a power of two: fewer of them are read again and again. Absent: a bound of ours. */
    readonly mostWindows?: number;
    /** Called once for each object with something to tell, in no particular order. */
    readonly onObject: (object: ScannedObject) => void;
    /** Called now and then with the number of objects done so far. */
    readonly onProgress?: (done: number, expected: number) => void;
}
export interface ReaderReport {
    readonly objects: Tally;
    readonly byType: Readonly<Record<ObjectType, number>>;
    /** Bytes of the objects, expanded. */
    readonly bytes: number;
    /**
     * Ids that a stored commit, tree or tag names and that are not stored (submodule commits left out), each with a name for
     * it (`tree`, `blob`, `parent`, …; the first in the alphabet if there are several). Whether one is reachable, hence missing, is for git to say.
     */
    readonly absent: ReadonlyMap<string, string>;
    /** Object ids of the submodule commits that trees name, with one entry name each (the first in the alphabet). */
    readonly submodules: ReadonlyMap<string, string>;
    readonly readers: {
        readonly pack: number;
        readonly git: number;
    };
    /** The catalogue of all that was read, with its families, if there is one. */
    readonly built?: Built;
    /** Facts for the receipt that make nothing incomplete. */
    readonly notes?: readonly string[];
}
