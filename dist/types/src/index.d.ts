/** keysift as a library. `scan` reads, finds and grades; it prints nothing and sets no exit status. */
export { GitError, Incomplete, UsageError } from './errors.ts';
export type { Class, Confidence, Finding, Form, Kind, Lifetime, Part, Receipt, Role, ScanResult, Severity, Sighting, State, Tally, Unread, UnreadClass, Where, } from './model.ts';
export { scan } from './scan.ts';
export { Secret } from './secret.ts';
export type { Progress, ScanRequest, Scope } from './settings.ts';
export { exitCodeOf } from './verdict.ts';
