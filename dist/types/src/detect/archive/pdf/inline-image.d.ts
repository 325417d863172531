/** Images that stand in the content of a page between `ID` and `EI` (ISO 32000-2, 8.9.7). */
/** Where the image ends whose data begin at `from`; -1 if no image ends from there on. */
export declare function imageEnd(content: Buffer, from: number): number;
