import type { Time } from '../grade/lifetime.ts';
import { type Draft } from '../pair/gather.ts';
/** The steps for `draft`; the first is the fix. `replace` says what stands in its place, where that is known. */
export declare function adviceOf(draft: Draft, time: Time, replace?: readonly string[]): string[];
