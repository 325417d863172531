export declare class PackFiles {
    #private;
    /** The bytes of the last range read are `bytes[at, at + length)`, until the next read. */
    bytes: Buffer;
    at: number;
    constructor(paths: readonly string[]);
    /** Makes bytes [offset, offset + length) of a pack readable. False if the file is shorter. @throws the error of the file system, if the pack cannot be opened or read. */
    read(pack: number, offset: number, length: number): boolean;
    close(): void;
}
