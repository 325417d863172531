/** The JSON report, `keysift/1`: the shape that other tools read. Times are ISO 8601, values masked. */
import type { Finding, Receipt, Role, ScanResult, Sighting, Tally } from '../model.ts';
import type { Secret } from '../secret.ts';
import { mask } from './mask.ts';
import { type Redact, redaction } from './redact.ts';
import type { ReportOptions } from './reporter.ts';

export const SCHEMA = 'keysift/1';

/** One object: schema, tool, findings one a line, receipt. */
export function* reportJson(result: ScanResult, options: ReportOptions): Iterable<string> {
  const redact = redaction(result.findings, options.showSecrets);
  const tool = { name: 'keysift', version: result.receipt.versions.keysift };
  yield `{\n"schema": ${JSON.stringify(SCHEMA)},\n"tool": ${JSON.stringify(tool)},\n"findings": [`;
  let separator = '\n';
  for (const finding of result.findings) {
    yield `${separator}${JSON.stringify(findingObject(finding, options.showSecrets, redact))}`;
    separator = ',\n';
  }
  yield `${result.findings.length > 0 ? '\n' : ''}],\n"receipt": ${JSON.stringify(receiptObject(result.receipt, redact))}\n}\n`;
}

/** A finding as the JSON report has it. */
export function findingObject(finding: Finding, showSecrets: boolean, redact: Redact) {
  return {
    fingerprint: finding.fingerprint,
    kind: finding.kind,
    lifetime: finding.lifetime,
    severity: finding.severity,
    confidence: finding.confidence,
    class: finding.class,
    parts: partsObject(finding, showSecrets),
    ...(finding.account !== undefined && { account: finding.account }),
    ...(finding.region !== undefined && { region: redact.text(finding.region) }),
    ...(finding.issuedAt !== undefined && { issuedAt: isoTime(finding.issuedAt) }),
    ...(finding.expiresAt !== undefined && { expiresAt: isoTime(finding.expiresAt) }),
    ...(finding.expired !== undefined && { expired: finding.expired }),
    title: redact.text(finding.title),
    advice: finding.advice.map(redact.text),
    reasons: finding.reasons.map(redact.text),
    ...(finding.form !== undefined && { form: finding.form }),
    ...(finding.pairing !== undefined && { pairing: finding.pairing }),
    localOnly: finding.localOnly,
    ...(finding.suppressed && { suppressed: suppressedObject(finding.suppressed, redact) }),
    sightings: finding.sightings.map(sighting => sightingObject(sighting, redact)),
  };
}

function partsObject(finding: Finding, showSecrets: boolean): Partial<Record<Role, string>> {
  const entries = Object.entries(finding.parts) as [Role, Secret][];
  return Object.fromEntries(entries.map(([role, value]) => [role, showSecrets ? value.reveal() : mask(role, value)]));
}

function suppressedObject(suppressed: NonNullable<Finding['suppressed']>, redact: Redact) {
  return { by: suppressed.by, ...(suppressed.reason !== undefined && { reason: redact.text(suppressed.reason) }) };
}

function sightingObject(sighting: Sighting, redact: Redact) {
  return {
    where: sighting.where,
    part: sighting.part,
    path: redact.path(sighting),
    line: sighting.line,
    column: sighting.column,
    ...(sighting.commit !== undefined && { commit: sighting.commit }),
    ...(sighting.author !== undefined && { author: redact.author(sighting.author) }),
    ...(sighting.date !== undefined && { date: sighting.date }),
    ...(sighting.lastCommit !== undefined && { lastCommit: sighting.lastCommit }),
    ...(sighting.object !== undefined && { object: sighting.object }),
    ...(sighting.versions !== undefined && { versions: sighting.versions }),
    ...(sighting.state !== undefined && { state: sighting.state }),
    ...(sighting.via && sighting.via.length > 0 && { via: sighting.via.map(redact.text) }),
    ...(sighting.pathsTruncated && { pathsTruncated: true }),
  };
}

/** The receipt as every machine format has it. */
export function receiptObject(receipt: Receipt, redact: Redact) {
  return {
    complete: receipt.complete,
    scope: redact.text(receipt.scope),
    refs: receipt.refs,
    commits: receipt.commits,
    objects: tallyObject(receipt.objects, redact),
    files: tallyObject(receipt.files, redact),
    bytes: receipt.bytes,
    seconds: receipt.seconds,
    notes: receipt.notes.map(redact.text),
    ...(receipt.readers && { readers: receipt.readers }),
    versions: receipt.versions,
  };
}

function tallyObject(tally: Tally, redact: Redact) {
  return {
    expected: tally.expected,
    scanned: tally.scanned,
    skipped: tally.skipped,
    failed: tally.failed.map(one => ({ class: one.class, what: redact.text(one.what), why: redact.text(one.why) })),
  };
}

/** ISO 8601 in UTC; of a time that no calendar has, its nearest end. */
export function isoTime(ms: number): string {
  const LAST = 8_640_000_000_000_000; // ECMA-262, time values
  return new Date(Math.max(-LAST, Math.min(LAST, Number.isNaN(ms) ? 0 : ms))).toISOString();
}
