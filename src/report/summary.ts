/**
 * The job summary of a workflow run, in GitHub's Markdown: verdict, findings with their fix, what was not read, the receipt.
 * Everything from a repository is escaped. At most as long as GitHub takes: 1 MiB a step, beyond which it shows nothing.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
import type { Finding, Receipt, ScanResult, Sighting, Tally } from '../model.ts';
import { forMarkdown } from './escape/markdown.ts';
import { forUri } from './escape/uri.ts';
import { historyOf, placeOf } from './human/place.ts';
import { type Redact, redaction } from './redact.ts';
import { repairOf, unreadOf } from './repair.ts';

export interface SummaryOptions {
  /** `https://github.com/owner/name`, for links to commits; absent: no links. */
  readonly repositoryUrl?: string;
  /** Most bytes of UTF-8. */
  readonly maxBytes: number;
}

/** Sightings of one finding that are listed. */
const PLACES = 10;

/** The summary. What does not fit is counted and left to the report. */
export function summarize(result: ScanResult, options: SummaryOptions): string {
  const redact = redaction(result.findings, false);
  const { receipt } = result;
  const open = result.findings.filter(one => !one.suppressed && one.severity !== 'info');
  const head = `# keysift: ${verdict(open.length, receipt)}\n\n${forMarkdown(redact.text(receipt.scope))}\n\n`;
  const tail = unreadSection(receipt, redact) + restSection(result) + receiptSection(receipt, redact);
  let room = options.maxBytes - bytes(head) - bytes(tail) - 500;
  if (room < 0) return `${head}The rest is too long for a summary: see the report.\n`;
  let body = '';
  let left = open.length;
  for (const finding of open) {
    const section = findingSection(finding, redact, options);
    if (bytes(section) > room) break;
    body += section;
    room -= bytes(section);
    left--;
  }
  const more = left > 0 ? `**${left} more findings** do not fit here; the report has all of them.\n\n` : '';
  return head + body + more + tail;
}

function verdict(open: number, receipt: Receipt): string {
  const found = open === 0 ? 'no AWS credentials to act on' : `${open} ${open === 1 ? 'finding' : 'findings'}`;
  return receipt.complete ? found : `incomplete, ${found} in what was read`;
}

function findingSection(finding: Finding, redact: Redact, options: SummaryOptions): string {
  const text = (from: string) => forMarkdown(redact.text(from));
  const steps = finding.advice.map((step, at) => `${at + 1}. ${stepMarkdown(redact.text(step))}\n`).join('');
  const shown = finding.sightings.slice(0, PLACES);
  const rows = shown.map(sighting => placeRow(sighting, redact, options)).join('');
  const hidden = finding.sightings.length - shown.length;
  const local = finding.localOnly ? ', only local' : '';
  return [
    `### ${finding.severity}: ${text(finding.title)}\n\n`,
    steps === '' ? '' : `${steps}\n`,
    `| where | since |\n| --- | --- |\n${rows}`,
    hidden > 0 ? `\nand ${hidden} more places\n` : '',
    `\n${finding.lifetime}, confidence ${finding.confidence}${local}, fingerprint <code>${text(finding.fingerprint)}</code>\n\n`,
  ].join('');
}

/** Commands as code, and links to the documentation of AWS, which are the only ones that advice has. */
function stepMarkdown(step: string): string {
  const pieces = step.split('`');
  if (pieces.length % 2 === 0) return forMarkdown(step);
  return pieces.map((piece, at) => (at % 2 === 1 ? `<code>${forMarkdown(piece)}</code>` : linked(piece))).join('');
}

function linked(text: string): string {
  const pieces = text.split(/(https:\/\/docs\.aws\.amazon\.com\/[\w/.#-]*[\w/#])/);
  return pieces
    .map((piece, at) => (at % 2 === 1 ? `<a href="${piece}">${forMarkdown(piece)}</a>` : forMarkdown(piece)))
    .join('');
}

function placeRow(sighting: Sighting, redact: Redact, { repositoryUrl }: SummaryOptions): string {
  const place = `<code>${forMarkdown(placeOf(sighting, redact))}</code>`;
  const history = forMarkdown(historyOf(sighting, redact).join(', '));
  const { commit, part, path, line } = sighting;
  const isFile = part === 'content' && path !== '';
  if (repositoryUrl === undefined || commit === undefined) return `| ${place} | ${history} |\n`;
  const link = isFile
    ? `${repositoryUrl}/blob/${commit}/${forUri(redact.path(sighting))}#L${line}`
    : `${repositoryUrl}/commit/${commit}`;
  return `| <a href="${link}">${place}</a> | ${history} |\n`;
}

function unreadSection(receipt: Receipt, redact: Redact): string {
  if (receipt.complete) return '';
  const unread = unreadOf(receipt);
  const rows = unread.slice(0, 50).map(one => {
    const cells = [one.class, redact.text(one.what), redact.text(one.why), repairOf(one.class)].map(forMarkdown);
    return `| ${cells.join(' | ')} |\n`;
  });
  const more = unread.length > rows.length ? `\nand ${unread.length - rows.length} more\n` : '';
  return `## Not read\n\nThis is not a clean result.\n\n| class | what | why | to repair |\n| --- | --- | --- | --- |\n${rows.join('')}${more}\n`;
}

function restSection({ findings }: ScanResult): string {
  const suppressed = findings.filter(one => one.suppressed).length;
  const info = findings.filter(one => !one.suppressed && one.severity === 'info').length;
  const facts = [
    ...(suppressed > 0 ? [`${suppressed} suppressed by policy`] : []),
    ...(info > 0 ? [`${info} look-alikes (examples, placeholders, …)`] : []),
  ];
  return facts.length === 0 ? '' : `Besides: ${facts.join(', ')}.\n\n`;
}

function receiptSection(receipt: Receipt, redact: Redact): string {
  const text = (from: string) => forMarkdown(redact.text(from));
  const { versions } = receipt;
  const rows = [
    ['complete', receipt.complete ? 'yes' : '**no**'],
    ['commits', String(receipt.commits)],
    ['objects', tallyText(receipt.objects)],
    ['files', tallyText(receipt.files)],
    ['bytes', String(receipt.bytes)],
    ['seconds', receipt.seconds.toFixed(1)],
    ['versions', text(`keysift ${versions.keysift}, git ${versions.git ?? 'not used'}, node ${versions.node}`)],
    ...receipt.notes.slice(0, 20).map(note => ['note', text(note)]),
  ];
  return `## Receipt\n\n| | |\n| --- | --- |\n${rows.map(row => `| ${row.join(' | ')} |\n`).join('')}`;
}

function tallyText({ expected, scanned, skipped, failed }: Tally): string {
  const reasons = Object.entries(skipped).map(([reason, many]) => `, ${many} skipped: ${forMarkdown(reason)}`);
  return `${scanned} of ${expected} scanned${reasons.join('')}${failed.length > 0 ? `, ${failed.length} failed` : ''}`;
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
