/** What the kernel counts and writes down of the versions that it passes over in a scan. */
import type { Kernel } from '../kernel.ts';
import type { Catalogue } from './catalogue.ts';
import type { OwnMemory } from './memory.ts';
import { type PackTally } from './tally.ts';
export declare class KernelTally {
    #private;
    /** @param kernel of `own`. */
    constructor(catalogue: Catalogue, tally: PackTally, { bytes }: OwnMemory, kernel: Kernel);
    /** Adds what the kernel counted to the tally. */
    finish(): void;
    /** Notes the ids that are in no pack. */
    drain(): void;
}
