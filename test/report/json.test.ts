/** The JSON and JSONL reports: what other tools read. */
import { expect, test } from 'vitest';
import { reporters } from '../../src/report/index.ts';
import type { Format, ReportOptions } from '../../src/report/reporter.ts';
import { AS_OF, fakeParts, incompleteResult, sampleResult } from './sample.ts';

const OPTIONS: ReportOptions = {
  color: false,
  showSecrets: false,
  width: 80,
  verbose: false,
  quiet: false,
  asOf: AS_OF,
};

function report(format: Format, over: Partial<ReportOptions> = {}, result = sampleResult()): string {
  return [...reporters[format](result, { ...OPTIONS, ...over })].join('');
}

test('JSON names its schema, lists every finding and ends in the receipt', () => {
  const parsed = JSON.parse(report('json'));
  expect(parsed.schema).toBe('keysift/1');
  expect(parsed.findings).toHaveLength(sampleResult().findings.length);
  expect(Object.keys(parsed).at(-1)).toBe('receipt');
  expect(parsed.receipt.complete).toBe(true);
});

test('times are ISO 8601 in UTC', () => {
  const [, temporary] = JSON.parse(report('json')).findings;
  expect(temporary.issuedAt).toBe('2026-03-01T11:00:00.000Z');
  expect(temporary.expiresAt).toBe('2026-03-01T23:00:00.000Z');
});

test('values appear only if they are asked for', () => {
  const { longTermId, secret } = fakeParts(1);
  const masked = JSON.parse(report('json')).findings[0].parts;
  expect(masked.accessKeyId).toMatch(/^AKIA….{4}$/u);
  expect(masked.secretAccessKey).toBe('[40 characters]');
  const shown = JSON.parse(report('json', { showSecrets: true })).findings[0].parts;
  expect(shown).toEqual({ accessKeyId: longTermId.reveal(), secretAccessKey: secret.reveal() });
});

test('JSONL has the same findings, one a line, and the receipt last', () => {
  const lines = report('jsonl')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  const whole = JSON.parse(report('json'));
  expect(lines.slice(0, -1)).toEqual(whole.findings);
  expect(lines.at(-1).receipt).toEqual(whole.receipt);
});

test('what was not read is named in the receipt', () => {
  const { receipt } = JSON.parse(report('json', {}, incompleteResult()));
  expect(receipt.complete).toBe(false);
  expect(receipt.objects.failed[0]).toMatchObject({ class: 'shallow', why: 'its parents are not in this clone' });
  expect(receipt.files.failed).toHaveLength(7);
});

test('an author who is an e-mail address is not named', () => {
  for (const format of ['human', 'json', 'jsonl'] as const) expect(report(format)).not.toContain('@example.com');
});
