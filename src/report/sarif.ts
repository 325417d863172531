/**
 * SARIF 2.1.0, for code scanning and viewers. No snippet, no value, no e-mail address. A scan that did not read everything
 * is an unsuccessful execution with a notification for each thing unread.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import type { Finding, Receipt, ScanResult, Sighting, Unread } from '../model.ts';
import { isoTime, receiptObject } from './json.ts';
import { type Redact, redaction } from './redact.ts';
import { repairOf, unreadOf } from './repair.ts';
import type { ReportOptions } from './reporter.ts';
import { locationOf, plainMessage } from './sarif/location.ts';
import { LEVEL, ruleId, ruleOf } from './sarif/rules.ts';

/** Code scanning shows 100 locations of a result. */
const LOCATIONS = 100;
const HOME = 'https://www.npmjs.com/package/keysift';

export function* reportSarif(result: ScanResult, _options: ReportOptions): Iterable<string> {
  const redact = redaction(result.findings, false);
  const rules = [...new Map(result.findings.map(finding => [ruleId(finding), finding])).values()].map(ruleOf);
  const places = new Map(rules.map((rule, at) => [rule.id, at]));
  const { versions } = result.receipt;
  const driver = { name: 'keysift', semanticVersion: versions.keysift, informationUri: HOME, rules };
  yield `{\n"$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n"version": "2.1.0",\n"runs": [{\n`;
  yield `"tool": ${JSON.stringify({ driver })},\n"invocations": ${JSON.stringify([invocation(result.receipt, redact)])},\n`;
  yield `"originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},\n"results": [`;
  let separator = '\n';
  for (const finding of result.findings) {
    yield `${separator}${JSON.stringify(resultOf(finding, places.get(ruleId(finding)) ?? -1, redact))}`;
    separator = ',\n';
  }
  yield `${result.findings.length > 0 ? '\n' : ''}]\n}]\n}\n`;
}

function resultOf(finding: Finding, ruleIndex: number, redact: Redact) {
  const { suppressed, sightings } = finding;
  const kind = suppressed?.by === 'inline' ? ('inSource' as const) : ('external' as const);
  const justification =
    suppressed?.reason === undefined ? {} : { justification: plainMessage(redact.text(suppressed.reason)) };
  return {
    ruleId: ruleId(finding),
    ruleIndex,
    ...(finding.severity === 'info' && { kind: 'informational' as const }),
    level: LEVEL[finding.severity],
    message: { text: plainMessage(redact.text([finding.title, ...finding.advice].join(' '))) },
    locations: sightings
      .toSorted(byNearness)
      .slice(0, LOCATIONS)
      .map(one => locationOf(one, redact)),
    partialFingerprints: { 'keysift/v1': finding.fingerprint },
    suppressions: suppressed ? [{ kind, ...justification }] : [],
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      lifetime: finding.lifetime,
      class: finding.class,
      localOnly: finding.localOnly,
      sightings: sightings.length,
      ...(finding.account !== undefined && { account: finding.account }),
      ...(finding.issuedAt !== undefined && { issuedAt: isoTime(finding.issuedAt) }),
      ...(finding.expiresAt !== undefined && { expiresAt: isoTime(finding.expiresAt) }),
      ...(finding.expired !== undefined && { expired: finding.expired }),
      ...(finding.reasons.length > 0 && { reasons: finding.reasons.map(redact.text) }),
    },
  };
}

/** Files that are there first: viewers open the first location. */
function byNearness(a: Sighting, b: Sighting): number {
  return distance(a) - distance(b);
}

function distance({ where, state, part }: Sighting): number {
  if (part !== 'content') return 4;
  return where === 'worktree' ? 0 : where === 'index' ? 1 : state === 'head' ? 2 : 3;
}

function invocation(receipt: Receipt, redact: Redact) {
  const notes = receipt.notes.map(note => ({
    level: 'note' as const,
    message: { text: plainMessage(redact.text(note)) },
  }));
  return {
    executionSuccessful: receipt.complete,
    toolExecutionNotifications: [...unreadOf(receipt).map(one => notification(one, redact)), ...notes],
    properties: { receipt: receiptObject(receipt, redact) },
  };
}

function notification(one: Unread, redact: Redact) {
  const what = one.what === '' ? 'in scope' : one.what;
  return {
    level: 'error' as const,
    descriptor: { id: `unread/${one.class}` },
    message: { text: plainMessage(redact.text(`Not read: ${what}: ${one.why}. To repair: ${repairOf(one.class)}.`)) },
  };
}
