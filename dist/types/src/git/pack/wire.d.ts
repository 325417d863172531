/**
 * Carries scans between threads. A `Secret` does not survive structured cloning (that is one of its virtues), so its value
 * crosses as a plain string inside one process and is wrapped again before anybody else sees it.
 */
import type { ContentScan } from '../../model.ts';
/** A scan in which every Secret is a `WiredSecret`. */
export interface WiredScan {
    readonly wired: unknown;
}
export declare function wire(scan: ContentScan): WiredScan;
export declare function unwire(scan: WiredScan): ContentScan;
