import { type Catalogue } from './catalogue.ts';
import type { Maker } from './make.ts';
import type { OwnMemory } from './memory.ts';
import { type PackTally } from './tally.ts';
import { type Version } from './version.ts';
export declare class Looker {
    #private;
    constructor(catalogue: Catalogue, tally: PackTally, maker: Maker, { kernel, bytes }: OwnMemory);
    /**
     * Looks at the version that was made last.
     * @param base what it is a delta of. @param leaf no delta of it is to come.
     * @param brief the middle of its long copies may be missing: what needs it has it made up for.
     */
    look(version: Version, base: Version | undefined, leaf: boolean, brief: boolean): void;
}
