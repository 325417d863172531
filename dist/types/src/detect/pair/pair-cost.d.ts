/**
 * How little two candidates of one content belong together: a number, the smaller the closer. Structure counts before
 * distance: names that match, an object or section that ends in between, another id in between.
 */
import type { Candidate } from '../../model.ts';
/** Pairs that cost more are not made. */
export declare const MOST_COST = 900;
/** Up to this cost the parts stand in one object, section, block, row or call. */
export declare const STRUCTURE_COST = 160;
/** No two cost less: names that match, and nothing against them. */
export declare const LEAST_COST = -120;
/** Further apart than this nothing is said of structure. */
export declare const NEAR = 3072;
/** What two candidates cost, `between` being the text from the end of one to the start of the other. */
export declare function costOf(first: Candidate, second: Candidate, between: string): number;
/** What a name has beyond the words for keys: `prod`, `dev`, empty. */
export declare function affixOf(name: string): string;
