/** The JSON report, one object a line: each finding as soon as it is there, the receipt last. */
import type { ScanResult } from '../model.ts';
import { findingObject, receiptObject, SCHEMA } from './json.ts';
import { redaction } from './redact.ts';
import type { ReportOptions } from './reporter.ts';

/** A finding of `keysift/1` a line; the last line is `{ schema, tool, receipt }`. */
export function* reportJsonl(result: ScanResult, options: ReportOptions): Iterable<string> {
  const redact = redaction(result.findings, options.showSecrets);
  for (const finding of result.findings) {
    yield `${JSON.stringify(findingObject(finding, options.showSecrets, redact))}\n`;
  }
  const tool = { name: 'keysift', version: result.receipt.versions.keysift };
  yield `${JSON.stringify({ schema: SCHEMA, tool, receipt: receiptObject(result.receipt, redact) })}\n`;
}
