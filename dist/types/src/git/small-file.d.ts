/**
 * The text of a file (latin1: one character a byte); empty if there is none.
 * @throws Error with a `code` if there is something that cannot be read, or that is no file (`EINVAL`).
 */
export declare function readSmallFile(path: string): Promise<string>;
