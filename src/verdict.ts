/** From findings and receipt to the exit status. 2 wins over 1: what was not read whole is never called clean. */

import { SEVERITIES } from './detect/grade/severities.ts';
import type { Finding, ScanResult, Severity } from './model.ts';
import type { FailOn } from './settings.ts';

export const EXIT = { clean: 0, findings: 1, incomplete: 2 } as const;

/** 0: read whole and nothing at or above `failOn`. 1: read whole, and something is. 2: anything in scope was not read. */
export function exitCodeOf(result: ScanResult, failOn: FailOn, failOnLocal: boolean): 0 | 1 | 2 {
  if (!result.receipt.complete) return EXIT.incomplete;
  return result.findings.some(finding => decides(finding, failOn, failOnLocal)) ? EXIT.findings : EXIT.clean;
}

/** True if this finding alone makes the exit status 1. */
export function decides(finding: Finding, failOn: FailOn, failOnLocal: boolean): boolean {
  if (failOn === 'none' || finding.suppressed || (finding.localOnly && !failOnLocal)) return false;
  return rank(finding.severity) <= rank(failOn);
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
