/**
 * What the hook says to the person who pushes: what was found, how bad it is, where, and the way out; or what could not be
 * read. Pure: findings in, lines out. Values are always masked.
 */
import type { Finding, Sighting, Unread } from '../model.ts';
import { hang } from '../report/columns.ts';
import { forTerminal } from '../report/escape/terminal.ts';
import { placeOf, shortId } from '../report/human/place.ts';
import type { Redact } from '../report/redact.ts';
import { repairOf } from '../report/repair.ts';
import type { Believed } from './believed.ts';
import { type Standing, wayOut } from './way-out.ts';

const WIDTH = 80;
/** Places that are told of one finding, findings that are told in full, and unread things that are named. */
const PLACES = 3;
const FINDINGS = 10;
const NAMED = 5;

/** Text before a push is stopped or let go. */
export interface PushReport {
  /** The remote's name, or its URL without what stands before `@`. */
  readonly remote: string;
  readonly blocking: readonly Finding[];
  /** Below the severity that blocks, look-alikes left out. */
  readonly lesser: readonly Finding[];
  /** What the remote is believed to have already. */
  readonly believed: Believed;
  readonly unread: readonly Unread[];
  readonly redact: Redact;
  readonly standing: (commit: string) => Standing;
  /** The only tag that is pushed, without \`refs/tags/\`. */
  readonly tag: string | undefined;
}

/** The lines of the report, without line feeds. None if there is nothing to say. */
export function pushLines(report: PushReport): readonly string[] {
  const remote = forTerminal(report.redact.text(report.remote));
  const lines: string[] = [];
  if (report.blocking.length > 0) {
    const many = report.blocking.length === 1 ? 'a credential' : `${report.blocking.length} credentials`;
    lines.push(`keysift: push to ${remote} blocked: it would publish ${many}.`, '');
    for (const finding of report.blocking.slice(0, FINDINGS)) lines.push(...findingLines(finding, report), '');
    const hidden = report.blocking.length - FINDINGS;
    if (hidden > 0) lines.push(`  and ${hidden} more`, '');
  }
  if (report.unread.length > 0) lines.push(...unreadLines(report, remote), '');
  for (const finding of report.lesser) lines.push(`keysift: not blocked, ${summaryOf(finding, report.redact)}`);
  if (report.believed.leaks.length > 0) {
    lines.push(
      ...hang('keysift: ', `warning: ${remote} is believed to have these already, and this push has them too.`, WIDTH),
    );
    for (const line of report.believed.leaks.slice(0, NAMED)) lines.push(...hang('  ', line, WIDTH));
    if (report.believed.leaks.length > NAMED) lines.push(`  and ${report.believed.leaks.length - NAMED} more`);
    lines.push(
      ...hang('  ', 'If they were purged there, do not push them back. Deactivate the keys in any case.', WIDTH),
    );
  }
  if (report.believed.unread > 0) {
    const many = report.believed.unread === 1 ? '1 thing that' : `${report.believed.unread} things that`;
    lines.push(`keysift: note: ${many} ${remote} is believed to have could not be read here.`);
  }
  if (report.blocking.length > 0 || report.unread.length > 0)
    lines.push('  Once, unchecked: KEYSIFT_SKIP=1 git push …   (or git push --no-verify)');
  return lines;
}

function findingLines(finding: Finding, report: PushReport): readonly string[] {
  const { redact } = report;
  const text = (from: string) => forTerminal(redact.text(from));
  const lines = hang('  ', `${finding.severity.toUpperCase()}  ${text(finding.title)}`, WIDTH);
  const sightings = finding.sightings.slice(0, PLACES);
  for (const sighting of sightings) lines.push(`    in ${whereOf(sighting, redact)}`);
  const hidden = finding.sightings.length - sightings.length;
  if (hidden > 0) lines.push(`    and ${hidden} more ${hidden === 1 ? 'place' : 'places'}`);
  const [first] = finding.sightings;
  if (first !== undefined) {
    lines.push('    Before you push again:');
    const standing = first.commit === undefined ? undefined : report.standing(first.commit);
    const safe = (name: string) => (redact.text(name) === name && forTerminal(name) === name ? name : undefined);
    const steps = wayOut(first, standing, safe, report.tag);
    for (const [at, step] of steps.entries()) lines.push(...stepLines(`      ${at + 1}. `, step));
  }
  lines.push(
    `    If anybody else has seen it, or for the whole story: npx keysift explain ${forTerminal(finding.fingerprint)}`,
  );
  return lines;
}

/** A command stays on one line of its own, so that it can be copied. */
function stepLines(first: string, step: string): readonly string[] {
  const [, words, command] = /^(.*?: )(git .*)$/s.exec(step) ?? [];
  if (words === undefined || command === undefined) return hang(first, forTerminal(step), WIDTH);
  return [...hang(first, words.trimEnd(), WIDTH), `${' '.repeat(first.length + 2)}${forTerminal(command)}`];
}

/** One line for a finding that needs no story. */
export function summaryOf(finding: Finding, redact: Redact): string {
  const [first] = finding.sightings;
  const where = first === undefined ? '' : ` in ${whereOf(first, redact)}`;
  return `${finding.severity}: ${forTerminal(redact.text(finding.title))}${where}`;
}

function whereOf(sighting: Sighting, redact: Redact): string {
  if (sighting.commit === undefined && sighting.part === 'message')
    return `the message of a tag, line ${sighting.line}`;
  const place = placeOf(sighting, redact);
  if (sighting.commit === undefined || place.includes(shortId(sighting.commit))) return place;
  const author = sighting.author === undefined ? '' : `, ${forTerminal(redact.author(sighting.author))}`;
  const date = sighting.date === undefined ? '' : `, ${forTerminal(sighting.date.slice(0, 10))}`;
  return `${place}, commit ${shortId(sighting.commit)}${date}${author}`;
}

function unreadLines({ unread, redact }: PushReport, remote: string): readonly string[] {
  const lines = [
    `keysift: push to ${remote} blocked: scan incomplete. Not everything that it would publish could be read.`,
  ];
  for (const one of unread.slice(0, NAMED))
    lines.push(...hang('  ', forTerminal(redact.text(one.what === '' ? one.why : `${one.what}: ${one.why}`)), WIDTH));
  if (unread.length > NAMED) lines.push(`  and ${unread.length - NAMED} more`);
  for (const unreadClass of new Set(unread.map(one => one.class)))
    lines.push(...hang('  repair: ', repairOf(unreadClass), WIDTH));
  return lines;
}
