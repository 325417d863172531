/**
 * Scans versions of contents (blobs, commits, tags): candidates in the dirty zones are looked for, the others inherited. It
 * tells exactly what `scanContent` tells of the same bytes.
 */
import type { Workplace } from '../../detect/archive/workplace.ts';
import { type Scout } from '../../detect/find/find.ts';
import type { ContentScan } from '../../model.ts';
import type { Copies } from './delta.ts';
import { type Version } from './version.ts';
/** Finds the candidates of a version that is no delta. */
export declare function findWhole(version: Version): void;
/** Finds the candidates of a version of which only the marked zones are worth a look: they touch, or have no candidate between them. */
export declare function findMarked(version: Version, marks: Int32Array, scout: Scout): void;
/**
 * Finds the candidates of a version that is made of `base` by `copies`.
 * @param marks starts and ends of the zones that are worth a look, of those that `copies` makes; all of them if there are none.
 */
export declare function findChanged(version: Version, base: Version, copies: Copies, marks?: Int32Array, scout?: Scout): void;
/** What is told of a version of which it is known what was found; undefined if there is nothing to tell. @param workplace see `scanContent`. */
export declare function tell(version: Version, workplace: Workplace | undefined): ContentScan | undefined;
