/** The JSON and JSONL reports: what other tools read. */

import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import type { Finding, ScanResult } from '../../src/model.ts';
import schema from '../../src/report/schema.json' with { type: 'json' };
import { render } from './render.ts';
import { fakeParts, finding, incompleteResult, receipt, sampleResult } from './sample.ts';

const report = (format: 'human' | 'json' | 'jsonl', over = {}, result = sampleResult()) => render(format, result, over);

/** The published schema, closed: a report may hold nothing that it does not name. */
const closed = closedSchema();
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false });
ajv.addSchema(closed, 'keysift');

function closedSchema(): object {
  return JSON.parse(JSON.stringify(schema), (_, value) =>
    value?.type === 'object' && value.properties && value.additionalProperties === undefined
      ? { ...value, additionalProperties: false }
      : value,
  );
}

function errors(pointer: string, value: unknown): unknown[] {
  const validate = ajv.getSchema(`keysift#${pointer}`);
  if (!validate) throw new Error(`no schema at ${pointer}`);
  return validate(value) ? [] : (validate.errors ?? []);
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

test('every report is valid by the published schema, and holds nothing that the schema does not name', () => {
  const results: ScanResult[] = [
    sampleResult(),
    incompleteResult(),
    { findings: [], receipt: receipt() },
    everything(),
  ];
  for (const result of results) {
    for (const showSecrets of [false, true]) {
      expect(errors('', JSON.parse(report('json', { showSecrets }, result)))).toEqual([]);
      const lines = report('jsonl', { showSecrets }, result)
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line));
      for (const line of lines.slice(0, -1)) expect(errors('/definitions/finding', line)).toEqual([]);
      expect(errors('/definitions/lastLine', lines.at(-1))).toEqual([]);
    }
  }
});

test('the schema turns away a report that lacks a part or has a wrong one', () => {
  const whole = JSON.parse(report('json'));
  expect(errors('', { ...whole, schema: 'keysift/2' })).not.toEqual([]);
  expect(errors('', { ...whole, receipt: { ...whole.receipt, complete: undefined } })).not.toEqual([]);
  expect(errors('', { ...whole, findings: [{ ...whole.findings[0], severity: 'grave' }] })).not.toEqual([]);
});

test('a time that no calendar has does not stop a report', () => {
  const odd = finding({ issuedAt: Number.NaN, expiresAt: Number.POSITIVE_INFINITY });
  expect(errors('', JSON.parse(report('json', {}, { findings: [odd], receipt: receipt() })))).toEqual([]);
});

/** A finding and a receipt with every optional property set. */
function everything(): ScanResult {
  const one: Finding = finding({
    form: 'terraform-state',
    pairing: 'across',
    expired: true,
    issuedAt: 0,
    expiresAt: 1,
    region: 'us-east-1',
    suppressed: { by: 'inline' },
  });
  const sightings = one.sightings.map(seen => ({ ...seen, via: ['base64'], pathsTruncated: true, committedAt: 5 }));
  return { findings: [{ ...one, sightings }], receipt: receipt({ readers: { pack: 5, git: 6 } }) };
}
