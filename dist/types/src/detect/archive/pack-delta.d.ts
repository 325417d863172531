/** Makes an object of its delta (gitformat-pack(5), "Deltified representation"). Reads and writes nothing outside its bounds. */
/** The object that `delta` makes of `base`; undefined if it makes none, or one of more than `most` bytes. */
export declare function patched(base: Buffer, delta: Buffer, most: number): Buffer | undefined;
