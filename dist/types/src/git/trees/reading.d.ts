import { type SharedCatalogue } from '../pack/catalogue.ts';
import { type Visitor } from '../pack/families.ts';
import type { OwnMemory } from '../pack/memory.ts';
import { type Plan } from '../pack/plan.ts';
import type { Version } from '../pack/version.ts';
import { Links, type LinksShare } from './links.ts';
import type { Search, Things } from './things.ts';
/** What a thread is started with. */
export interface ReadingTask {
    readonly shared: SharedCatalogue;
    readonly plan: Plan;
    /** Which of the threads it is, from 0 on. */
    readonly number: number;
    readonly search: Search;
    /** One number: the next batch. */
    readonly counter: SharedArrayBuffer;
}
/** What a thread has read. */
export interface ReadingShare {
    readonly links: LinksShare;
    readonly left: readonly number[];
    readonly wellFormed: boolean;
}
export declare class Reading implements Visitor {
    #private;
    readonly links: Links;
    /** Objects that could not be read here, and what is a delta of one. */
    readonly left: number[];
    constructor(things: Things);
    /** False once a tree was seen that does not end with an entry. */
    get wellFormed(): boolean;
    /**
     * Takes batches of the plan until there are none left.
     * @throws Incomplete if `signal` aborts.
     */
    walk(plan: Plan, counter: SharedArrayBuffer, own: OwnMemory, signal: AbortSignal): Promise<void>;
    visit(version: Version, base: Version | undefined, leaf: boolean): void;
    giveUp(entry: number): void;
    share(): ReadingShare;
    /** Adds what another thread has read. */
    add({ links, left, wellFormed }: ReadingShare): void;
}
