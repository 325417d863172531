/** True if an anchor begins at the run, ends right before it, or is the name of what is there. */
export declare function isAnchored(bytes: Buffer, start: number): boolean;
