import { type Draft } from './gather.ts';
/** The drafts with those that belong together joined, in order of fingerprint. */
export declare function pairAcross(drafts: readonly Draft[]): Draft[];
