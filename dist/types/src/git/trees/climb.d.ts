/**
 * Climbs from what a tree holds to what holds it, until something is found that is known to be reachable. Only what is not
 * reachable is searched to the end: of anything else one way up is enough.
 */
import type { Holders } from './holders.ts';
export declare class Climb {
    #private;
    /** @param things how many things there are. @param roots those that are reachable by themselves. */
    constructor(holders: Holders, things: number, roots: Iterable<number>);
    /** True if `thing` is a root, or if a tree that is reachable holds it. */
    reaches(thing: number): boolean;
}
