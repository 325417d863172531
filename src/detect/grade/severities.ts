/** All severities, the worst first. */
import type { Severity } from '../../model.ts';

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
