/** Runs a reporter as the front ends do, with defaults that a test may change. */
import type { ScanResult } from '../../src/model.ts';
import { reporters } from '../../src/report/index.ts';
import type { Format, ReportOptions } from '../../src/report/reporter.ts';
import { AS_OF } from './sample.ts';

export const FORMATS = Object.keys(reporters) as Format[];

const OPTIONS: ReportOptions = {
  color: false,
  showSecrets: false,
  width: 80,
  verbose: false,
  quiet: false,
  asOf: AS_OF,
};

export function render(format: Format, result: ScanResult, over: Partial<ReportOptions> = {}): string {
  return [...reporters[format](result, { ...OPTIONS, ...over })].join('');
}
