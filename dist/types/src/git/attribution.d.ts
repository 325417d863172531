import type { Occurrence, Unread } from '../model.ts';
import type { ScannedObject } from './reader.ts';
import type { Repository } from './repository.ts';
import type { Names, Whereabouts } from './whereabouts.ts';
/**
 * The occurrences of the credentials in `objects`, in a stable order.
 * @param locate says where the objects stand, and the names in trees that hold a credential.
 * @throws GitError if git cannot be started; Incomplete if `signal` aborts.
 */
export declare function attribute(repo: Repository, objects: readonly ScannedObject[], locate: (names: Names) => Promise<Whereabouts>, signal: AbortSignal): Promise<{
    readonly occurrences: readonly Occurrence[];
    readonly unread: readonly Unread[];
}>;
