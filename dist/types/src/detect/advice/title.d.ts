import type { Time } from '../grade/lifetime.ts';
import type { Draft } from '../pair/gather.ts';
/** One sentence: how long-lived it is, what it is, which one, what is with it, whose it is. */
export declare function titleOf(draft: Draft, time: Time): string;
