import type { Maker } from '../pack/make.ts';
import type { OwnMemory } from '../pack/memory.ts';
import type { Version } from '../pack/version.ts';
import type { Links } from './links.ts';
import type { Things } from './things.ts';
export declare class KernelLinks {
    #private;
    /** The memory that is left. */
    readonly own: OwnMemory;
    private constructor();
    /** Has the kernel of `own` write down what is added to `links`; undefined if there is none, or it cannot do this search. */
    static open(own: OwnMemory, things: Things, links: Links): KernelLinks | undefined;
    /**
     * Writes down what a tree holds that the maker made last. @param base what it is made of.
     * @returns false if that is for the twin, which must have drained before.
     */
    take(version: Version, base: Version | undefined, leaf: boolean, { arena, copies, listed }: Maker): boolean;
    /** Adds what the kernel has written down to `links`. */
    drain(): void;
    /** Has the kernel go on behind what is in `links` now. */
    resume(): void;
}
