/** Knows the anchors of all detectors by two of their bytes, so that the hot loop asks one table for each run. */
export declare const ANCHORS: readonly Buffer[];
/** True if an anchor stands in [from, to), whole. */
export declare function holdsAnchor(bytes: Buffer, from: number, to: number): boolean;
/** True if an anchor begins at the run, ends right before it, or is the name of what is there. */
export declare function isAnchored(bytes: Buffer, start: number): boolean;
