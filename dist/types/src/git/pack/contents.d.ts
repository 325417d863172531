import type { ContentScan } from '../../model.ts';
import type { Copies } from './delta.ts';
import { type Version } from './version.ts';
/** Finds the candidates of a version that is no delta. */
export declare function findWhole(version: Version): void;
/** Finds the candidates of a version that is made of `base` by `copies`. */
export declare function findChanged(version: Version, base: Version, copies: Copies): void;
/** What is told of a version whose candidates are known; undefined if there is nothing to tell. */
export declare function tell(version: Version): ContentScan | undefined;
