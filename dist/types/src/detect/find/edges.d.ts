/** True if a value of base64 can start at `at`: what stands before it is not one of its characters, or ends an escape. */
export declare function canStartAt(text: string, at: number): boolean;
/** The longest match of the sticky expression `shape` at `at`, or undefined. */
export declare function matchAt(shape: RegExp, text: string, at: number): string | undefined;
/** The text before `start` and behind `end`, at most `WINDOW` of each: all that a verdict may depend on. */
export declare function around(text: string, start: number, end: number): {
    readonly before: string;
    readonly after: string;
};
/** The name that the value at `start` is assigned to: lower case, without separators. Empty if there is none. */
export declare function nameBefore(text: string, start: number): string;
/** Where the characters of `kind` that end at `end` begin, at most `most` of them. */
export declare function skipBack(text: string, end: number, kind: RegExp, most: number): number;
