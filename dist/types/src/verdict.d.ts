/** From findings and receipt to the exit status. 2 wins over 1: what was not read whole is never called clean. */
import type { Finding, ScanResult } from './model.ts';
import type { FailOn } from './settings.ts';
export declare const EXIT: {
    readonly clean: 0;
    readonly findings: 1;
    readonly incomplete: 2;
};
/** 0: read whole and nothing at or above `failOn`. 1: read whole, and something is. 2: anything in scope was not read. */
export declare function exitCodeOf(result: ScanResult, failOn: FailOn, failOnLocal: boolean): 0 | 1 | 2;
/** True if this finding alone makes the exit status 1. */
export declare function decides(finding: Finding, failOn: FailOn, failOnLocal: boolean): boolean;
