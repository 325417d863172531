/**
 * The report for a person: findings by severity, the fix first; then what policy hides, what is only local, what was not
 * read; the receipt last. Fits the width given. Values are masked unless asked for.
 */
import type { Finding, ScanResult, Severity } from '../model.ts';
import { columns, hang } from './columns.ts';
import { forTerminal } from './escape/terminal.ts';
import { findingLines, nameOf, type Pen } from './human/finding.ts';
import { placeOf } from './human/place.ts';
import { count, receiptLines, unreadLines } from './human/receipt.ts';
import { style } from './human/style.ts';
import { redaction } from './redact.ts';
import type { ReportOptions } from './reporter.ts';

const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

export function* reportHuman(result: ScanResult, options: ReportOptions): Iterable<string> {
  const pen = { options, redact: redaction(result.findings, options.showSecrets), style: style(options.color) };
  for (const line of linesOf(result, pen)) yield `${line}\n`;
}

function* linesOf({ findings, receipt }: ScanResult, pen: Pen): Iterable<string> {
  const open = findings.filter(one => !one.suppressed);
  const suppressed = findings.filter(one => one.suppressed);
  const graded = open.filter(one => one.severity !== 'info');
  const shared = graded.filter(one => !one.localOnly);
  const local = graded.filter(one => one.localOnly);
  for (const severity of ORDER) {
    const group = shared.filter(one => one.severity === severity);
    if (group.length === 0) continue;
    yield pen.style.severity(severity, ` ${severity.toUpperCase()}  ${count(group.length, 'finding')} `);
    yield* list(group, pen);
  }
  if (local.length > 0) {
    yield pen.style.strong(` LOCAL ONLY  ${count(local.length, 'finding')} in stash, reflog or unreachable objects`);
    yield* list(
      ORDER.flatMap(severity => local.filter(one => one.severity === severity)),
      pen,
      true,
    );
  }
  if (!pen.options.quiet) {
    yield* infoLines(
      open.filter(one => one.severity === 'info'),
      pen,
    );
    yield* suppressedLines(suppressed);
  }
  yield* unreadLines(receipt, pen);
  if (!pen.options.quiet || findings.length > 0)
    yield verdict(shared.length, local.length, findings.length, receipt.complete, pen);
  yield* receiptLines(receipt, pen);
}

function* list(group: readonly Finding[], pen: Pen, labelled = false): Iterable<string> {
  yield '';
  for (const finding of group) {
    yield* findingLines(finding, pen, labelled ? `${finding.severity}: ` : '');
    yield '';
  }
}

/** Look-alikes take a line each: nobody has to act on them. */
function* infoLines(group: readonly Finding[], pen: Pen): Iterable<string> {
  if (group.length === 0) return;
  yield pen.style.severity('info', ` INFO  ${count(group.length, 'look-alike')}, nothing to do`);
  for (const finding of group) {
    const [first] = finding.sightings;
    const more = finding.sightings.length > 1 ? ` and ${count(finding.sightings.length - 1, 'more place')}` : '';
    const where = first ? `${placeOf(first, pen.redact)}${more}` : '';
    const id = nameOf(finding, pen.options.showSecrets);
    const name = finding.parts.accessKeyId ? id : `${finding.kind.replace('aws-', '').replaceAll('-', ' ')} ${id}`;
    const what = `  ${name}  ${forTerminal(finding.class)}`;
    const inOne = `${what}, ${where}`;
    if (columns(inOne) <= pen.options.width) yield inOne;
    else {
      yield what;
      yield* hang('    ', where, pen.options.width);
    }
  }
  yield '';
}

function* suppressedLines(group: readonly Finding[]): Iterable<string> {
  if (group.length === 0) return;
  const by = new Map<string, number>();
  for (const { suppressed } of group) by.set(suppressed?.by ?? '', (by.get(suppressed?.by ?? '') ?? 0) + 1);
  yield `Suppressed: ${count(group.length, 'finding')} (${[...by].map(([name, many]) => `${name} ${many}`).join(', ')})`;
  yield '';
}

function verdict(shared: number, local: number, all: number, complete: boolean, { style }: Pen): string {
  const apart = local > 0 ? `${shared > 0 ? '; ' : ', but '}${local} in this clone alone` : '';
  if (shared > 0) return style.strong(`${count(shared, 'finding')} to act on${apart}.`);
  const text = `No AWS credentials${all > 0 ? ' to act on' : ''} found${complete ? '' : ' in what was read'}${apart}.`;
  return complete && local === 0 ? style.good(text) : style.strong(text);
}
