import type { Position } from '../detect/find/lines.ts';
import type { ContentScan, Credential } from '../model.ts';
interface Scanned {
    readonly kind: 'scanned';
    readonly part: 'content' | 'link-target';
    readonly scan: ContentScan;
    readonly bytes: number;
    readonly place: (credential: Credential) => Position;
}
/** What became of one path. `gone`: nothing is there any more. */
export type Read = Scanned | {
    readonly kind: 'gone' | 'special' | 'folder' | 'large';
} | {
    readonly kind: 'failed';
    readonly why: string;
};
/** Runs large files one after the other: an archive is held whole. */
export type Gate = (work: () => Promise<Read>) => Promise<Read>;
/**
 * Reads and scans what `path` (bytes, absolute) names, up to `maxFileBytes`. Throws for nothing that a file system may answer.
 * @param large what files of many bytes wait at.
 */
export declare function scanPath(path: Buffer, maxFileBytes: number, signal: AbortSignal, large: Gate): Promise<Read>;
export {};
