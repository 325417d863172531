import type { Draft } from '../gather.ts';
import type { Time } from '../lifetime.ts';
/** One sentence: how long-lived it is, what it is, which one, what is with it, whose it is. */
export declare function titleOf({ credential, form }: Draft, time: Time): string;
