/**
 * Makes a folder and those above it that are not there. Node's own way (`recursive`) never ends below `/proc`, where a file
 * system answers that there is no such folder to whoever wants to make one.
 * @returns those that were made, outermost first.
 * @throws what the file system answers, with a `code`.
 */
export declare function makeFolders(path: string, mode?: number): readonly string[];
