/** One finding for a tired person: what it is, what to do, where it stands. At most 80 columns unless a path is longer. */
import type { Finding, Role, Sighting } from '../../model.ts';
import type { Secret } from '../../secret.ts';
import { columns, hang, hangList } from '../columns.ts';
import { forTerminal } from '../escape/terminal.ts';
import { isoTime } from '../json.ts';
import { mask } from '../mask.ts';
import type { Redact } from '../redact.ts';
import type { ReportOptions } from '../reporter.ts';
import { historyOf, placeOf } from './place.ts';
import { maskedNote, stepLines } from './steps.ts';
import type { Style } from './style.ts';

/** Places that are listed of one finding unless all are asked for. */
const PLACES = 4;
/** Steps of advice, likewise: the first stops its use, the second and third limit what it did. */
const STEPS = 3;

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

/** The lines of one finding, without line feeds; `label` goes before its title. */
export function* findingLines(finding: Finding, pen: Pen, label = ''): Iterable<string> {
  const { options, redact, style } = pen;
  const text = (from: string) => forTerminal(redact.text(from));
  yield* hang('  ', label + headOf(finding, pen), options.width).map(style.strong);
  yield* fixLines(finding, pen);
  yield* placeLines(finding.sightings, pen);
  yield* hangList('    Is   ', factsOf(finding, options).map(text), options.width).map(style.faint);
  if (options.verbose) {
    for (const [at, reason] of finding.reasons.entries()) {
      yield* hang(at === 0 ? '    Why  ' : '         ', text(reason), options.width).map(style.faint);
    }
  }
  const more = Math.max(0, finding.advice.length - shownSteps(options));
  const steps = more === 0 ? '' : `${more} more ${more === 1 ? 'step' : 'steps'}: `;
  const command = ['keysift explain', finding.fingerprint, ...(options.paths ?? []).map(shellWord)].join(' ');
  yield* commandLine(`    More ${steps}`, text(command), options.width).map(style.faint);
}

/** A command stays in one line, so that it can be copied: in the next one if it has no room in this. */
function commandLine(lead: string, command: string, width: number): string[] {
  const inOne = lead + command;
  return columns(inOne) <= width ? [inOne] : [lead.trimEnd(), `         ${command}`];
}

/** A path as a shell takes it, and as no option. */
function shellWord(path: string): string {
  if (path.startsWith('-')) return shellWord(`./${path}`);
  return /^[\w@%+=:,./~][\w@%+=:,./~-]*$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** The title; before it what tells this finding from others, unless the title says it. */
function headOf(finding: Finding, { options, redact }: Pen): string {
  const title = forTerminal(redact.text(finding.title));
  const name = nameOf(finding, false);
  return title.includes(name) || options.showSecrets ? title : `${name}: ${title}`;
}

function* fixLines({ advice }: Finding, { options, redact, style }: Pen): Iterable<string> {
  const steps = advice.slice(0, shownSteps(options)).map(step => forTerminal(redact.text(step)));
  for (const [at, step] of steps.entries()) {
    const number = advice.length > 1 ? `${at + 1}. ` : '';
    yield* stepLines(`    ${at === 0 ? 'Fix' : '   '}  ${number}`, step, options.width);
  }
  const note = maskedNote(steps);
  if (note !== undefined) yield* hang('         ', note, options.width).map(style.faint);
}

function shownSteps(options: ReportOptions): number {
  return options.verbose ? Number.POSITIVE_INFINITY : options.quiet ? 1 : STEPS;
}

function* placeLines(sightings: readonly Sighting[], { options, redact, style }: Pen): Iterable<string> {
  const shown = options.verbose ? sightings : sightings.slice(0, PLACES);
  for (const [at, sighting] of shown.entries()) {
    const place = (at === 0 ? '    In   ' : '         ') + placeOf(sighting, redact);
    const history = historyOf(sighting, redact);
    const inOne = `${place}  ${history.join(', ')}`;
    if (history.length > 0 && columns(inOne) <= options.width) {
      yield place + style.faint(inOne.slice(place.length));
    } else {
      yield place;
      if (history.length > 0) yield* hangList('           ', history, options.width).map(style.faint);
    }
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
  for (const [role, value] of Object.entries(finding.parts) as [Role, Secret][]) {
    if (options.showSecrets) facts.push(`${ROLE[role]} ${value.reveal()}`);
    else if (role !== 'accessKeyId' && role !== 'value') facts.push(`${ROLE[role]} ${mask(role, value)}`);
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
