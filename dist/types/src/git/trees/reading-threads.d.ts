import type { Built } from '../pack/build.ts';
import { Reading } from './reading.ts';
import type { Things } from './things.ts';
/**
 * What the packed trees of a store hold, as far as it matters for the search of `things`; and its commits, if they are wanted.
 * @throws GitError if a thread broke, Incomplete if `signal` aborts.
 */
export declare function readOnThreads({ shared, ...built }: Built, things: Things, commits: boolean, signal: AbortSignal): Promise<Reading>;
