/**
 * The whole story of one finding, as text for a person: `keysift explain`. What it shows of a value is masked already;
 * everything that comes from a repository passes the escape for terminals.
 */
import { chainStory } from '../detect/grade/chain.ts';
import { SEVERITY_TABLE, severityReason } from '../detect/grade/severity.ts';
import type { Finding, Role, Sighting } from '../model.ts';
import type { Secret } from '../secret.ts';
import { forTerminal } from './escape/terminal.ts';
import { historyOf, placeOf } from './human/place.ts';
import { maskedNote, stepLines } from './human/steps.ts';
import { mask } from './mask.ts';
import { type Redact, redaction } from './redact.ts';

/** A finding whose values are masked: what a finding in memory and an object of the JSON report have in common. */
export type Told = Omit<Finding, 'parts' | 'issuedAt' | 'expiresAt' | 'expired'> & {
  readonly parts: Readonly<Partial<Record<Role, string>>>;
};

const WIDTH = 80;
const LISTED_PLACES = 20;

const PART: Readonly<Record<Role, string>> = {
  accessKeyId: 'access key id',
  secretAccessKey: 'secret access key',
  sessionToken: 'session token',
  value: 'value',
};

/** The story of a finding of this scan. 80 columns, ends with a line feed. */
export function explainFinding(finding: Finding): string {
  const redact = redaction([finding], false);
  const parts: Partial<Record<Role, string>> = {};
  for (const [role, value] of Object.entries(finding.parts) as [Role, Secret][]) parts[role] = mask(role, value);
  return explainTold({ ...finding, parts }, redact);
}

/** The story of a finding that another scan reported. */
export function explainTold(told: Told, redact: Redact = redaction([], false)): string {
  const clean = (text: string) => forTerminal(redact.text(text));
  const { sure, severity, time } = reasonsOf(told);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['What it is', [clean(told.title), partsLine(told), `Kind ${told.kind}, fingerprint ${told.fingerprint}.`]],
    ['How sure', [`Confidence ${told.confidence}${pairingPhrase(told)}.`, ...sure.map(clean)]],
    ['Severity', severity.map(clean)],
    ['Lifetime', time.map(clean)],
    ['Account', [accountLine(told, clean)]],
    ['Where', placeLines(told, redact)],
    [
      'In the credential provider chain',
      told.class === 'live' ? chainStory(told.kind, told.form, told.sightings).map(clean) : [],
    ],
    [
      'What to do, in this order',
      [...told.advice.map((step, at) => `${at + 1}. ${clean(step)}`), ...noteOf(told, clean)],
    ],
    ['Decided', decided(told, clean)],
  ];
  const lines = sections
    .filter(([, texts]) => texts.length > 0)
    .flatMap(([heading, texts]) => [heading, ...texts.flatMap(text => [...sectionLines(text)]), '']);
  return `${lines.slice(0, -1).map(forTerminal).join('\n')}\n`;
}

function noteOf({ advice }: Told, clean: (text: string) => string): string[] {
  const note = maskedNote(advice.map(clean));
  return note === undefined ? [] : [note];
}

function sectionLines(text: string): Iterable<string> {
  const [, mark = ''] = /^(\d+\. |- )/.exec(text) ?? [];
  return stepLines(`  ${mark}`, text.slice(mark.length), WIDTH);
}

/** Grading writes what makes us sure, then the severity with its reason, then the time: it is told apart by the severity. */
function reasonsOf(told: Told) {
  const reasons = told.reasons;
  const name = `${told.severity.charAt(0).toUpperCase()}${told.severity.slice(1)}`;
  const at = reasons.findLastIndex(reason => reason.startsWith(`${name}: `));
  if (at < 0) return { sure: reasons, severity: [`${name}.`], time: [] };
  const row = SEVERITY_TABLE.find(one => severityReason(one) === reasons[at]);
  return {
    sure: reasons.slice(0, at),
    severity: [reasons[at] ?? '', ...(row ? [row.otherwise] : [])],
    time: reasons.slice(at + 1),
  };
}

function partsLine({ parts }: Told): string {
  const roles = (Object.keys(PART) as Role[]).filter(role => parts[role] !== undefined);
  return `Found of it: ${roles.map(role => `${PART[role]} ${forTerminal(parts[role] ?? '')}`).join(', ')}.`;
}

function pairingPhrase({ pairing }: Told): string {
  if (pairing === 'structure') return ': its parts stand in one object, section or block';
  if (pairing === 'near') return ': its parts stand close together';
  if (pairing === 'far') return ': its parts stand in one file, but not close together';
  return pairing === 'across' ? ': its parts stand in different files' : '';
}

function accountLine({ account, region, kind, parts }: Told, clean: (text: string) => string): string {
  const where = region === undefined ? '' : `, region ${clean(region)}`;
  if (account !== undefined) return `Account ${clean(account)}${where}, read offline from what was found.`;
  const ask =
    kind === 'aws-access-key' && parts.accessKeyId !== undefined
      ? ` \`aws sts get-access-key-info --access-key-id ${forTerminal(parts.accessKeyId)}\` tells it, and the owner is not told.`
      : '';
  return `Not known${where}.${ask}`;
}

/** First and last seen, then every place up to a bound. */
function placeLines({ sightings, localOnly }: Told, redact: Redact): string[] {
  const dated = sightings.filter(one => one.commit !== undefined && timeOf(one) !== undefined);
  const first = dated.reduce<Sighting | undefined>(
    (a, b) => (a && (timeOf(a) ?? 0) <= (timeOf(b) ?? 0) ? a : b),
    undefined,
  );
  const lines = first ? [`First seen: ${whole(first, redact)}.`] : [];
  lines.push(`Last seen: ${lastSeen(sightings, redact)}.`);
  for (const sighting of sightings.slice(0, LISTED_PLACES)) lines.push(`- ${whole(sighting, redact)}`);
  if (sightings.length > LISTED_PLACES) lines.push(`- and ${sightings.length - LISTED_PLACES} more places`);
  if (localOnly) lines.push('No branch, tag or remote has it, so nobody got it by a push from here.');
  return lines;
}

function whole(sighting: Sighting, redact: Redact): string {
  return [placeOf(sighting, redact), ...historyOf(sighting, redact)].join(', ');
}

function lastSeen(sightings: readonly Sighting[], redact: Redact): string {
  const now = sightings.find(one => one.where === 'worktree' || one.where === 'index' || one.where === 'stdin');
  if (now) return `it is there now, in ${placeOf(now, redact)}`;
  const head = sightings.find(one => one.state === 'head');
  if (head) return `it is still in HEAD, in ${placeOf(head, redact)}`;
  const last = sightings.findLast(one => one.lastCommit !== undefined);
  if (last) return `commit ${forTerminal(last.lastCommit ?? '').slice(0, 10)} is the last that has it; HEAD does not`;
  return 'HEAD does not have it';
}

function timeOf({ committedAt, date }: Sighting): number | undefined {
  const time = committedAt ?? Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : time;
}

function decided({ suppressed }: Told, clean: (text: string) => string): string[] {
  if (!suppressed) return [];
  const reason = suppressed.reason === undefined ? 'without a reason' : `for this reason: ${clean(suppressed.reason)}`;
  return [`It does not decide the exit status: set aside (${suppressed.by}) ${reason}.`];
}
