/**
 * Scans one content whole: find, judge, pair, and the members of an archive. The same bytes give the same result in
 * whatever pieces they arrive.
 */
import type { ContentScan, Credential } from '../../model.ts';
import type { Workplace } from '../archive/workplace.ts';
import { type Position } from './lines.ts';
/**
 * What `bytes` hold. Never throws for any bytes.
 * @param workplace where archives are opened, if there is one: it changes nothing but the time.
 */
export declare function scanContent(bytes: Buffer, workplace?: Workplace): ContentScan;
/** True if the content must be scanned whole in every version, because what it holds is packed or compressed. */
export declare function isArchive(bytes: Buffer): boolean;
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
