import { type Fields } from './seven-zip-fields.ts';
import type { Folder } from './seven-zip-folder.ts';
/** The fixed header, from whose end all places count. */
export declare const START_BYTES = 32;
/** A file in a folder. */
export interface Stream {
    readonly size: number;
    /** Undefined if none is told. */
    readonly crc: number | undefined;
}
/** A folder, and how many of the streams, which are numbered through, are in it. */
export interface Content {
    readonly folder: Folder;
    readonly firstStream: number;
    readonly streamCount: number;
}
export interface Streams {
    readonly contents: readonly Content[];
    /** As many as may be opened, if there are no fewer. */
    readonly streams: readonly Stream[];
}
export declare function readStreams(fields: Fields): Streams;
