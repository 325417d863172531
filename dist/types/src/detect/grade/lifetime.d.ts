import type { Draft } from '../pair/gather.ts';
export interface LifetimeOptions {
    /** Milliseconds since 1970-01-01 UTC. */
    readonly now: number;
    /** True in a scan of history only: there, and not in what somebody is about to push, commit dates are believed. */
    readonly historyBound: boolean;
}
/** What the time says of a draft. */
export interface Time {
    /** True: proven expired. False: an expiry is known and lies ahead. Absent: not known. */
    readonly expired?: boolean;
    readonly issuedAt?: number;
    /** An expiry that is written down, not a bound. */
    readonly expiresAt?: number;
    /** One sentence. */
    readonly why: string;
}
/** Whether `draft` is proven expired at `now`, and why. */
export declare function timeOf(draft: Draft, { now, historyBound }: LifetimeOptions): Time;
