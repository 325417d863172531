/** True for a path that is absolute, or has a part that is empty, `.` or `..`. */
export declare function leadsOut(path: Buffer): boolean;
export declare class RealFolders {
    #private;
    /** The root as bytes, with a slash at its end. */
    readonly root: Buffer;
    constructor(root: string);
    /** True if `path` (relative to the root; empty for the root) is a folder, and so is everything above it up to the root. */
    has(path: Buffer): Promise<boolean>;
}
