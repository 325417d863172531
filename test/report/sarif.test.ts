/** SARIF: valid by the official schema, and what code scanning needs of it. */
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import official from '../../fixtures/sarif/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { bytesOfText } from '../../src/byte-text.ts';
import type { ScanResult } from '../../src/model.ts';
import { render } from './render.ts';
import { finding, incompleteResult, receipt, sampleResult, sighting } from './sample.ts';

const validate = compile();

/** The schema is of draft 4, and uses nothing of it that draft 7 reads otherwise but its own id. Formats as RFC 3986 and 3339. */
function compile() {
  const { $schema: _, id: __, ...schema } = official;
  const hex = '%[0-9A-Fa-f]{2}';
  const reference = new RegExp(`^(?:[A-Za-z0-9._~:/?#[\\]@!$&'()*+,;=-]|${hex})*$`);
  return new Ajv({
    strict: false,
    allErrors: true,
    unicodeRegExp: false,
    formats: {
      uri: text => /^[a-z][a-z0-9+.-]*:/i.test(text) && reference.test(text),
      'uri-reference': text => reference.test(text) && !/^[^/?#]*:/.test(text),
      'date-time': text => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text),
    },
  }).compile(schema);
}

function runOf(result: ScanResult) {
  const log = JSON.parse(render('sarif', result));
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  return log.runs[0];
}

const one = (...findings: ScanResult['findings']): ScanResult => ({ findings, receipt: receipt() });

test('every report is valid by the official schema', () => {
  for (const result of [sampleResult(), incompleteResult(), one()]) runOf(result);
});

test('the schema used here turns away what is not SARIF', () => {
  const log = JSON.parse(render('sarif', sampleResult()));
  log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b';
  expect(validate(log)).toBe(false);
  expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
});

test('each result names a rule that is there, its fingerprint and a place', () => {
  const run = runOf(sampleResult());
  for (const result of run.results) {
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
    expect(result.partialFingerprints['keysift/v1']).toMatch(/^[0-9a-f]{16}$/);
    expect(result.locations[0].physicalLocation.artifactLocation.uri).not.toBe('');
  }
});

test('severity decides the level and the score that code scanning reads from the rule', () => {
  const run = runOf(
    one(...(['critical', 'high', 'medium', 'low', 'info'] as const).map(severity => finding({ severity }))),
  );
  expect(run.results.map((result: { level: string }) => result.level)).toEqual([
    'error',
    'error',
    'warning',
    'note',
    'none',
  ]);
  const scores = run.tool.driver.rules.map(
    (rule: { properties: Record<string, string> }) => rule.properties['security-severity'],
  );
  expect(scores).toEqual(['9.5', '8.0', '5.5', '2.0', undefined]);
});

test('a scan that did not read everything is no successful execution and names what is missing', () => {
  const [invocation] = runOf(incompleteResult()).invocations;
  expect(invocation.executionSuccessful).toBe(false);
  const errors = invocation.toolExecutionNotifications.filter((one: { level: string }) => one.level === 'error');
  expect(errors).toHaveLength(9);
  expect(errors[0].message.text).toContain('fetch-depth: 0');
  expect(runOf(sampleResult()).invocations[0].executionSuccessful).toBe(true);
});

test('a suppressed finding stays in the report as suppressed, with its reason', () => {
  const suppressions = runOf(sampleResult()).results.map((result: { suppressions: unknown }) => result.suppressions);
  expect(suppressions.filter((list: unknown[]) => list.length > 0)).toEqual([
    [{ kind: 'external', justification: 'deactivated on 2025-01-01' }],
  ]);
});

test('a finding that is only in history is placed at its last known path, a message where no file can be', () => {
  const gone = sighting({ where: 'history', state: 'history', path: 'old/key.txt', commit: 'a'.repeat(40) });
  const said = sighting({ where: 'message', part: 'message', path: '', commit: 'b'.repeat(40) });
  const uris = runOf(one(finding({ sightings: [gone] }), finding({ sightings: [said] }))).results.map(
    (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
      result.locations[0]?.physicalLocation.artifactLocation.uri,
  );
  expect(uris).toEqual(['old/key.txt', `.git/commit/${'b'.repeat(40)}`]);
});

test('files of the working tree come before history among the places of a finding', () => {
  const [first] = runOf(one(finding())).results;
  expect(first.locations[0].physicalLocation.artifactLocation.uri).toBe('.env');
});

test('a line inside an archive is not given as a line of the file', () => {
  const packed = sighting({ path: 'a.zip', via: ['zip:inner/key.txt'] });
  const [result] = runOf(one(finding({ sightings: [packed] }))).results;
  expect(result.locations[0].physicalLocation.region).toBeUndefined();
});

test.each(['gzip', 'zlib', 'ar:a.o', 'tar:a'])('nor is one in %s', via => {
  const [result] = runOf(one(finding({ sightings: [sighting({ path: 'a', via: [via, 'base64'] })] }))).results;
  expect(result.locations[0].physicalLocation.region).toBeUndefined();
});

test('what is packed and written as base64 has the line of the base64', () => {
  const packed = sighting({ path: 'a.tf', line: 7, via: ['base64', 'gzip'] });
  const [result] = runOf(one(finding({ sightings: [packed] }))).results;
  expect(result.locations[0].physicalLocation.region).toEqual({ startLine: 7 });
});

test('any path becomes a URI that decodes to its bytes', () => {
  const paths = [
    '+cmd',
    'a,b "c"\nd',
    '#h%20?q',
    ' lead',
    'c:\\x',
    '..',
    'ü/日本',
    '\udcff\udc80.txt',
    '//host/x',
    ':(glob)*',
  ];
  const run = runOf(one(finding({ sightings: paths.map(path => sighting({ path })) })));
  const uris = run.results[0].locations.map(
    (place: { physicalLocation: { artifactLocation: { uri: string } } }) => place.physicalLocation.artifactLocation.uri,
  );
  expect(uris.map(decode)).toEqual(paths.map(path => bytesOfText(path).toString('latin1')));
});

function decode(uri: string): string {
  return uri.replace(/%([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

test('no link and no placeholder comes of a path in a message', () => {
  const path = 'x[click](http://evil.example){0}';
  const text = JSON.stringify(runOf(one(finding({ title: path, sightings: [sighting({ path })] }))).results);
  expect(text).not.toContain('](');
  expect(text).not.toMatch(/[^{]\{0\}/);
});
