/** Scans one content that is at hand: find, judge, pair, and the members of an archive. */
import type { ContentScan, Found, Unread } from '../../model.ts';
import type { Workplace } from '../archive/workplace.ts';
import { Zones } from './zones.ts';
/**
 * What `bytes` hold. Never throws for any bytes.
 * @param workplace where archives are opened, if there is one: it changes nothing but the time.
 */
export declare function scanContent(bytes: Buffer, workplace?: Workplace): ContentScan;
/** The same of a commit or a tag: it is no archive, whatever it begins with. */
export declare function scanMessage(bytes: Buffer, workplace?: Workplace): ContentScan;
/**
 * The same of a content that is neither an archive nor a pointer, and in which all is found that stands there as it is.
 * @param found as `findAll` tells it.
 */
export declare function scanFound(bytes: Buffer, found: readonly Found[], workplace?: Workplace): ContentScan;
/** True if the content must be scanned whole in every version, because what it holds is packed or compressed. */
export declare function isArchive(bytes: Buffer): boolean;
export declare const TOO_LARGE: Unread;
export declare function withUnread(scan: ContentScan, unread: Unread): ContentScan;
/** What a content of `length` bytes holds that was looked at zone by zone. */
export declare function scanZones(zones: Zones, length: number): ContentScan;
