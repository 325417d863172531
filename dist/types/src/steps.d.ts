/** The steps of a scan: which sources are read in a repository, for each scope. */
import type { Occurrence } from './model.ts';
import type { Books } from './receipt.ts';
import type { Settings } from './settings.ts';
import { type Target } from './targets.ts';
export interface Step {
    readonly name: string;
    readonly read: (books: Books) => AsyncIterable<Occurrence>;
}
/** Reads what is piped in. */
export declare function stdinStep(settings: Settings): Step;
/** Reads a file or folder in no repository. */
export declare function folderStep(path: string, settings: Settings): Step;
/** Enters a repository that git does not know as one. */
export declare function brokenStep(path: string): Step;
/** What is read in a repository, in order. */
export declare function stepsIn({ repository, limits, named }: Target, settings: Settings): Step[];
