import type { Built } from '../pack/build.ts';
import { LinkReading } from './link-reading.ts';
import type { Wanted } from './wanted.ts';
/**
 * What the packed trees and commits of a store name.
 * @throws GitError if a thread broke, Incomplete if `signal` aborts.
 */
export declare function readLinks(built: Built, wanted: Wanted, signal: AbortSignal): Promise<LinkReading>;
