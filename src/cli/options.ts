/** The options of every scanning command, for yargs: one table, so that help, types and checks cannot drift apart. */
import type { Options } from 'yargs';
import { SEVERITIES } from '../detect/grade/severities.ts';
import { UNREAD_CLASSES } from '../settings.ts';

/** How words are taken: by yargs, and by its parser alone. */
export const PARSING = { 'greedy-arrays': false, 'parse-positional-numbers': false } as const;

const REPORT = 'Report:';
const VERDICT = 'Verdict:';
const WHAT = 'What is read:';
const HOW = 'How:';

export const scanOptions = {
  format: {
    group: REPORT,
    string: true,
    array: true,
    nargs: 1,
    describe: 'human, json, jsonl, sarif or github; again for more, each to a file: sarif=out.sarif',
    defaultDescription: 'human',
  },
  output: { group: REPORT, alias: 'o', string: true, nargs: 1, describe: 'Write the report to this file' },
  'show-secrets': {
    group: REPORT,
    boolean: true,
    default: false,
    describe: 'Print values whole, to a terminal or to a file that you name',
  },
  color: { group: REPORT, boolean: true, describe: 'Colour, also off a terminal (--no-color: never)' },
  quiet: { group: REPORT, alias: 'q', boolean: true, default: false, describe: 'Findings only, no progress' },
  verbose: { group: REPORT, alias: 'v', boolean: true, default: false, describe: 'Every sighting and every reason' },
  'fail-on': {
    group: VERDICT,
    string: true,
    nargs: 1,
    describe: `Exit 1 from this severity on: ${SEVERITIES.join(', ')}, none`,
    defaultDescription: 'medium',
  },
  'fail-on-local': {
    group: VERDICT,
    boolean: true,
    default: false,
    describe: 'Let stash, reflog and unreachable objects decide too',
  },
  'accept-unread': {
    group: VERDICT,
    string: true,
    array: true,
    nargs: 1,
    describe: `Do not fail for this class of unread: ${UNREAD_CLASSES.join(', ')}`,
  },
  'as-of': { group: VERDICT, string: true, nargs: 1, describe: 'Judge what has expired as of this date' },
  since: { group: WHAT, string: true, nargs: 1, describe: 'History since this date or revision' },
  'max-file-size': { group: WHAT, string: true, nargs: 1, describe: 'Skip what is larger, such as 50MB' },
  include: { group: WHAT, string: true, array: true, nargs: 1, describe: 'Only paths that match this glob' },
  exclude: { group: WHAT, string: true, array: true, nargs: 1, describe: 'No paths that match this glob' },
  ignored: { group: WHAT, boolean: true, default: false, describe: 'Also files that git ignores' },
  jobs: { group: HOW, alias: 'j', number: true, nargs: 1, describe: 'Threads', defaultDescription: 'all cores' },
  timeout: { group: HOW, number: true, nargs: 1, describe: 'Stop after this many seconds, as incomplete' },
  reader: {
    group: HOW,
    string: true,
    nargs: 1,
    describe: 'How history is read: auto, pack, git',
    defaultDescription: 'auto',
  },
  cache: { group: HOW, boolean: true, default: true, describe: 'Remember finished packs (--no-cache: do not)' },
} as const satisfies Record<string, Options>;

/** Of the same, those that make a finding what it is: `explain` writes no report and gives no verdict. */
export const explainOptions = Object.fromEntries(
  Object.entries(scanOptions).filter(
    ([name, { group }]) => group === WHAT || group === HOW || name === 'as-of' || name === 'accept-unread',
  ),
);
