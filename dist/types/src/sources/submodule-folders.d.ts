import { type RealFolders } from './real-folders.ts';
/**
 * `repository`: one of its own, or what cannot be told to be none. `file`: a file or link, or whatever is no folder. `folder`: one
 * that holds something. `nothing`: not there, or empty.
 */
export type AtSubmodule = 'repository' | 'file' | 'folder' | 'nothing';
/** What stands below the root of `folders` at the path of a submodule. A folder may still be a repository to git. */
export declare function atSubmodule(folders: RealFolders, path: Buffer): Promise<AtSubmodule>;
