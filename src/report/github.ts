/**
 * GitHub's workflow commands: annotations for a run's log and the changed files. Without values, as everywhere; not even an
 * `::add-mask::` line carries one. For anything that has no line in the checked-out tree the job summary is the place.
 */
import type { Finding, ScanResult, Severity, Sighting } from '../model.ts';
import { forCommandData, forCommandProperty } from './escape/workflow.ts';
import { placeOf } from './human/place.ts';
import { count } from './human/receipt.ts';
import { isLineOfFile } from './line-of-file.ts';
import { type Redact, redaction } from './redact.ts';
import { repairOf, unreadOf } from './repair.ts';
import type { ReportOptions } from './reporter.ts';

type Command = 'error' | 'warning' | 'notice';

/** A step shows so many annotations of each kind and drops the others without a word (actions/toolkit, problem matchers). */
const PER_KIND = 10;

const COMMAND: Readonly<Record<Severity, Command | undefined>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: undefined,
};

/** One annotation for each finding, the most severe first, and one for an incomplete scan before all. */
export function* reportGithub(result: ScanResult, _options: ReportOptions): Iterable<string> {
  const redact = redaction(result.findings, false);
  const left: Record<Command, number> = { error: PER_KIND, warning: PER_KIND, notice: PER_KIND };
  if (!result.receipt.complete) {
    left.error--;
    yield incomplete(result, redact);
  }
  let dropped = 0;
  for (const severity of ['critical', 'high', 'medium', 'low'] as const) {
    const command = COMMAND[severity];
    if (command === undefined) continue;
    for (const finding of result.findings) {
      if (finding.severity !== severity || finding.suppressed || finding.localOnly) continue;
      if (left[command]-- > 0) yield annotation(command, finding, redact);
      else dropped++;
    }
  }
  if (dropped > 0) yield `Not annotated: ${count(dropped, 'finding')}. See the job summary and the report.\n`;
}

function annotation(command: Command, finding: Finding, redact: Redact): string {
  const sighting = inTree(finding.sightings);
  const properties = [`title=${forCommandProperty(`${finding.severity}: ${finding.kind}`)}`];
  if (sighting) {
    const line = isLineOfFile(sighting) ? [`line=${sighting.line}`] : [];
    properties.unshift(`file=${forCommandProperty(redact.path(sighting))}`, ...line);
  }
  const first = sighting ?? finding.sightings[0];
  const where = first ? ` In ${placeOf(first, redact)}.` : '';
  const text = redact.text([finding.title, finding.advice[0] ?? ''].join(' ').trim());
  return `::${command} ${properties.join(',')}::${forCommandData(text + where)}\n`;
}

/** A place with a line that the checked-out tree has. */
function inTree(sightings: readonly Sighting[]): Sighting | undefined {
  const lines = sightings.filter(one => one.part === 'content' && one.path !== '' && one.line > 0);
  return lines.find(one => one.where === 'worktree') ?? lines.find(one => one.state === 'head');
}

function incomplete(result: ScanResult, redact: Redact): string {
  const unread = unreadOf(result.receipt);
  const [first] = unread;
  const what = first
    ? ` First: ${redact.text(`${first.what}: ${first.why}`)}. To repair: ${repairOf(first.class)}.`
    : '';
  const text = `${count(unread.length, 'thing')} in scope not read, so this is not a clean result.${what}`;
  return `::error title=${forCommandProperty('keysift: scan incomplete')}::${forCommandData(text)}\n`;
}
