import { type Catalogue } from './catalogue.ts';
import { type PackTally } from './tally.ts';
/** Objects and deltas of more bytes go through git, which streams them. */
export declare const LARGEST: number;
export declare class FamilyScanner {
    #private;
    constructor(catalogue: Catalogue, tally: PackTally, maxFileBytes: number);
    /** Scans the family of an entry that is no delta. */
    scan(root: number, packNumber: number): void;
    /** Scans a loose object. */
    scanLoose(object: number): void;
    close(): void;
}
