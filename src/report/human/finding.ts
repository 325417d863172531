/** One finding for a tired person: what it is, what to do, where it stands. At most 80 columns unless a path is longer. */
import type { Finding, Role, Sighting } from '../../model.ts';
import type { Secret } from '../../secret.ts';
import { hang } from '../columns.ts';
import { forTerminal } from '../escape/terminal.ts';
import { isoTime } from '../json.ts';
import { mask } from '../mask.ts';
import type { Redact } from '../redact.ts';
import type { ReportOptions } from '../reporter.ts';
import { historyOf, placeOf } from './place.ts';
import type { Style } from './style.ts';

/** Places that are listed of one finding unless all are asked for. */
const PLACES = 4;

const ROLE: Readonly<Record<Role, string>> = {
  accessKeyId: 'id',
  secretAccessKey: 'secret access key',
  sessionToken: 'session token',
  value: 'value',
};

/** What a finding's lines need besides the finding. */
export interface Pen {
  readonly options: ReportOptions;
  readonly redact: Redact;
  readonly style: Style;
}

/** The lines of one finding, without line feeds. */
export function* findingLines(finding: Finding, pen: Pen): Iterable<string> {
  const { options, redact, style } = pen;
  const text = (from: string) => forTerminal(redact.text(from));
  const [head = '', ...more] = hang(`  ${nameOf(finding, options.showSecrets)}  `, text(finding.title), options.width);
  yield style.strong(head);
  for (const line of more) yield style.strong(line);
  for (const [at, step] of finding.advice.entries()) {
    const number = finding.advice.length > 1 ? `${at + 1}. ` : '';
    yield* hang(`    ${at === 0 ? 'Fix' : '   '}  ${number}`, text(step), options.width);
  }
  yield* placeLines(finding.sightings, pen);
  yield* hang('    Is   ', factsOf(finding, options).map(forTerminal).join(', '), options.width).map(style.faint);
  if (options.verbose) {
    for (const [at, reason] of finding.reasons.entries()) {
      yield* hang(at === 0 ? '    Why  ' : '         ', text(reason), options.width).map(style.faint);
    }
  }
  if (finding.suppressed?.reason !== undefined)
    yield* hang('    Kept ', text(finding.suppressed.reason), options.width);
  yield style.faint(`    More keysift explain ${forTerminal(finding.fingerprint)}`);
}

function* placeLines(sightings: readonly Sighting[], { options, redact, style }: Pen): Iterable<string> {
  const shown = options.verbose ? sightings : sightings.slice(0, PLACES);
  for (const [at, sighting] of shown.entries()) {
    yield (at === 0 ? '    In   ' : '         ') + placeOf(sighting, redact);
    const history = historyOf(sighting, redact);
    if (history !== '') yield* hang('           ', history, options.width).map(style.faint);
  }
  const hidden = sightings.length - shown.length;
  if (hidden > 0) yield `         and ${hidden} more ${hidden === 1 ? 'place' : 'places'} (--verbose lists them)`;
}

/** The id in masked form, or how long the value is: what tells findings apart at a glance. */
export function nameOf(finding: Finding, showSecrets: boolean): string {
  const [role, value] = (Object.entries(finding.parts) as [Role, Secret][])[0] ?? [];
  if (role === undefined || value === undefined) return finding.kind;
  return forTerminal(showSecrets ? value.reveal() : mask(role, value));
}

function factsOf(finding: Finding, options: ReportOptions): string[] {
  const facts: string[] = [finding.lifetime === 'unknown' ? 'of unknown lifetime' : finding.lifetime];
  const parts = (Object.entries(finding.parts) as [Role, Secret][]).slice(1);
  for (const [role, value] of parts) {
    facts.push(`with ${ROLE[role]} ${options.showSecrets ? value.reveal() : mask(role, value)}`);
  }
  if (finding.account !== undefined) facts.push(`account ${finding.account}`);
  if (finding.region !== undefined) facts.push(finding.region);
  if (finding.issuedAt !== undefined) facts.push(`issued ${minuteOf(finding.issuedAt)}`);
  if (finding.expiresAt !== undefined) facts.push(expiryOf(finding.expiresAt, options.asOf));
  else if (finding.expired) facts.push('expired');
  if (finding.class !== 'live') facts.push(finding.class);
  facts.push(`confidence ${finding.confidence}`);
  return facts;
}

function expiryOf(expiresAt: number, asOf: number): string {
  return `${expiresAt < asOf ? 'expired' : 'valid until'} ${minuteOf(expiresAt)}`;
}

function minuteOf(ms: number): string {
  return `${isoTime(ms).slice(0, -8).replace('T', ' ')} UTC`;
}
