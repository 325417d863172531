/** All severities, the worst first. */
import type { Severity } from '../../model.ts';
export declare const SEVERITIES: readonly Severity[];
