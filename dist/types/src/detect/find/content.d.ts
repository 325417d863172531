/** Scans one content that is at hand: find, judge, pair, and the members of an archive. */
import type { ContentScan, Unread } from '../../model.ts';
import type { Workplace } from '../archive/workplace.ts';
import { Zones } from './zones.ts';
/**
 * What `bytes` hold. Never throws for any bytes.
 * @param workplace where archives are opened, if there is one: it changes nothing but the time.
 */
export declare function scanContent(bytes: Buffer, workplace?: Workplace): ContentScan;
/** True if the content must be scanned whole in every version, because what it holds is packed or compressed. */
export declare function isArchive(bytes: Buffer): boolean;
export declare const TOO_LARGE: Unread;
export declare function withUnread(scan: ContentScan, unread: Unread): ContentScan;
/** What a content of `length` bytes holds that was looked at zone by zone. */
export declare function scanZones(zones: Zones, length: number): ContentScan;
