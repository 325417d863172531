import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import type { ScanResult } from '../../src/model.ts';
import { findByFingerprint } from '../../src/policy/fingerprint.ts';
import { explainFinding, explainTold } from '../../src/report/explain.ts';
import { reportJson } from '../../src/report/json.ts';
import { reportJsonl } from '../../src/report/jsonl.ts';
import type { ReportOptions } from '../../src/report/reporter.ts';
import { parseReport } from '../../src/report/told.ts';
import { AS_OF, finding, receipt, sighting } from './sample.ts';

const options: ReportOptions = {
  color: false,
  showSecrets: false,
  width: 80,
  verbose: false,
  quiet: false,
  asOf: AS_OF,
};
const scan: ScanResult = {
  receipt: receipt(),
  findings: [
    finding({
      reasons: ['Sure.', 'Critical: it is.', 'It is long-term.'],
      sightings: [sighting({ path: 'a/Dockerfile' })],
    }),
  ],
};
const text = (pieces: Iterable<string>) => [...pieces].join('');

describe('a finding read back from a report', () => {
  test.for([
    ['JSON', reportJson],
    ['JSONL', reportJsonl],
  ] as const)('of %s has the same story as in the scan that wrote it', ([, report]) => {
    const [told] = parseReport(text(report(scan, options))).findings;
    expect(told && explainTold(told)).toBe(explainFinding(scan.findings[0] ?? finding()));
  });

  test('is masked though the report shows secrets, also where a path holds one', () => {
    const [shown] = scan.findings;
    const secret = shown?.parts.secretAccessKey?.reveal() ?? '';
    const withPath = { ...scan, findings: [{ ...finding(), sightings: [sighting({ path: `x-${secret}.txt` })] }] };
    const report = text(reportJson(withPath, { ...options, showSecrets: true }));
    expect(report).toContain(JSON.stringify(secret).slice(1, -1));
    const [told] = parseReport(report).findings;
    const story = told ? explainTold(told) : secret;
    expect(story).not.toContain(secret);
    expect(story).not.toContain(shown?.parts.accessKeyId?.reveal() ?? 'AK');
  });

  test.for([
    { form: 'constructor', kind: '__proto__', lifetime: 7, sightings: [null, 3, { path: 9, line: 'x' }], advice: 'no' },
    { parts: { accessKeyId: 5, value: ['x'] }, reasons: [1, 'Critical: x.'], suppressed: 'yes', class: 'toString' },
    { sightings: [{ where: 'hasOwnProperty', date: 'never', commit: 'x', state: 'valueOf', versions: 'many' }] },
  ])('may be of any shape without harm: %j', odd => {
    const report = { schema: 'keysift/1', findings: [{ fingerprint: 'abcd', severity: 'critical', ...odd }] };
    const [told] = parseReport(JSON.stringify(report)).findings;
    expect(told && explainTold(told)).toMatch(/^What it is\n/);
  });
});

test.for(['', 'no json', '[]', '{"findings":[]}', '{"schema":"keysift/2","findings":[]}', '{"a":1}\n{"b":2}'])(
  'what is no report of this schema is refused: %j',
  report => {
    expect(() => parseReport(report)).toThrow(UsageError);
  },
);

describe('a finding is named by its fingerprint or the beginning of it', () => {
  const findings = [{ fingerprint: '0123456789abcdef' }, { fingerprint: '0123ffff89abcdef' }];

  test('in either case of letters', () => {
    expect(findByFingerprint(findings, '0123FFFF')).toBe(findings[1]);
    expect(findByFingerprint(findings, '0123456789abcdef')).toBe(findings[0]);
  });

  test.for(['0123', '9999', '012', '', 'xyz0', '0123456789abcdef0'])('but not by %j', typed => {
    expect(() => findByFingerprint(findings, typed)).toThrow(UsageError);
  });
});
