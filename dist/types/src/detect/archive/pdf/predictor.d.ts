/** Undoes the predictors in front of Flate and LZW (ISO 32000-2, 7.4.4.4): rows that say how they differ from what is around. */
import type { Dict } from './values.ts';
/** What was predicted, made in place. @returns undefined if the parameters say nothing that makes sense. */
export declare function unpredicted(bytes: Buffer, parms: Dict | undefined): Buffer | undefined;
