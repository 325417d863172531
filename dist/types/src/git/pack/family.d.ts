import { type Catalogue } from './catalogue.ts';
import { type Visitor } from './families.ts';
import { type Failure } from './make.ts';
import type { OwnMemory } from './memory.ts';
import type { PackTally } from './tally.ts';
import { Version } from './version.ts';
export declare class FamilyScanner implements Visitor {
    #private;
    constructor(catalogue: Catalogue, tally: PackTally, maxFileBytes: number, own: OwnMemory);
    /** As in `FamilyWalker`. */
    begin(roots: Int32Array, packNumber: number): void;
    advance(bytes: number): boolean;
    visit(version: Version, base: Version | undefined, leaf: boolean, brief: boolean): void;
    giveUp(entry: number, failure: Failure): void;
    /** Scans a loose object. */
    scanLoose(object: number): void;
    /** To be called at the end: what the kernel counted is in the tally only then. */
    close(): void;
}
