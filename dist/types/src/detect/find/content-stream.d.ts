/** Scans one content that arrives in pieces: it tells what `scanContent` tells of the same bytes, whatever the pieces. */
import type { ContentScan, Credential } from '../../model.ts';
import { type Position } from './lines.ts';
/** Scans a content that arrives in pieces, in bounded memory: `MAX_ARCHIVE_BYTES` for what may be an archive, little else. */
export declare class ContentStream {
    #private;
    /** @param expectedBytes the content's length, if known. It saves memory, and nothing depends on its being true. */
    constructor(expectedBytes?: number);
    /** Takes the next piece. It may be reused by the caller afterwards. */
    push(piece: Buffer): void;
    /** Says that the content is whole, and what it holds. */
    end(): ContentScan;
    /** After `end`: where in the content a credential's leading part starts. One in an archive carries its own place. */
    positionOf(credential: Credential): Position;
}
