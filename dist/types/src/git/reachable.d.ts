import type { Unread } from '../model.ts';
import type { Repository } from './repository.ts';
import type { ObjectRange } from './revisions.ts';
export interface Reachable {
    /** Reachable and not stored. */
    readonly missing: readonly string[];
    readonly unread: readonly Unread[];
}
/** Every object that is reachable from `wants` and not from `haves`. */
export declare function listRange(repo: Repository, range: ObjectRange, signal: AbortSignal): Promise<{
    readonly oids: ReadonlySet<string>;
    readonly unread: readonly Unread[];
}>;
/** What refs, reflogs and the index reach and the store has not. */
export declare function listMissing(repo: Repository, signal: AbortSignal): Promise<Reachable>;
/** Missing objects as the receipt names them. */
export declare function missingAsUnread(missing: readonly string[], kindOf: (oid: string) => string): Unread[];
