/** The job summary: Markdown that nothing from a repository can break, and never longer than GitHub takes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { summarize } from '../../src/report/summary.ts';
import { fakeParts, finding, incompleteResult, receipt, sampleResult, sighting } from './sample.ts';

const options = { repositoryUrl: 'https://github.com/owner/name', maxBytes: 900_000 };

test('it tells the verdict, each finding with its fix and places, and the receipt last', () => {
  const text = summarize(sampleResult(), options);
  expect(text).toMatch(/^# keysift: 4 findings\n/);
  expect(text).toContain('### critical: Long&#45;term AWS access key');
  expect(text).toContain('1. Deactivate the key now&#58; <code>aws iam update&#45;access&#45;key');
  expect(text).toMatch(/4\. .*<a href="https:\/\/docs\.aws\.amazon\.com\/IAM\/[^"]*access\.html">/);
  expect(text).toContain(`https://github.com/owner/name/blob/${'3'.repeat(40)}/deploy/production/terraform.tfvars#L12`);
  expect(text).toContain('Besides: 1 suppressed by policy, 1 look-alikes');
  expect(text.indexOf('## Receipt')).toBeGreaterThan(text.lastIndexOf('###'));
});

test('an incomplete scan is called so, with what was not read and how to repair it', () => {
  const text = summarize(incompleteResult(), options);
  expect(text).toMatch(/^# keysift: incomplete, 1 finding in what was read\n/);
  expect(text).toContain('## Not read');
  expect(text).toContain('git fetch &#45;&#45;unshallow');
  expect(text).toContain('| complete | **no** |');
});

test('however many findings there are, it stays below the limit and counts those that are left out', () => {
  const findings = Array.from({ length: 3_000 }, (_, seed) => {
    const { longTermId, secret } = fakeParts(seed);
    return finding({ parts: { accessKeyId: longTermId, secretAccessKey: secret } });
  });
  const text = summarize({ findings, receipt: receipt() }, options);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(900_000);
  const shown = text.match(/^### /gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(100);
  expect(text).toContain(`**${3_000 - shown} more findings** do not fit here`);
  expect(text).toContain('## Receipt');
});

test('a receipt that is itself too long does not take the summary over the limit', () => {
  const failed = [{ class: 'unreadable' as const, what: 'x'.repeat(1_000_000), why: 'y' }];
  const books = { expected: 1, scanned: 0, skipped: {}, failed };
  const text = summarize({ findings: [], receipt: receipt({ complete: false, files: books }) }, options);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(900_000);
  expect(text).toContain('incomplete');
});

test('no text from a repository becomes markup: every line is one of ours', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      'a\n# x',
      'x<img src=x onerror=1>',
      '`|[l](javascript:1)',
      '|',
      '</code></a>',
      '- x',
      'see `x` and `',
      '`<b>`https://docs.aws.amazon.com/"onclick=x',
      '\u202e',
      '\r\n\r\n',
    ),
    fc.string({ unit: 'binary' }),
  );
  const ours =
    /^(?:#{1,3} .*|\|.*\||\d+\. .*|and \d+ more.*|\*\*\d+ more.*|Besides: .*|This is not a clean result\.|[a-z-]+, confidence .*|[^#|<>[\]`*]*)$/u;
  fc.assert(
    fc.property(hostile, text => {
      const one = finding({
        title: text,
        advice: [text],
        sightings: [sighting({ path: text, author: text, commit: 'a'.repeat(40), via: [text] })],
      });
      const failed = [{ class: 'damaged' as const, what: text, why: text }];
      const objects = { expected: 1, scanned: 0, skipped: { [text]: 0 }, failed };
      const summary = summarize(
        { findings: [one], receipt: receipt({ complete: false, objects, scope: text, notes: [text] }) },
        options,
      );
      for (const line of summary.replace(/&#\d+;/g, '').split('\n')) expect(line).toMatch(ours);
      expect(
        summary.replace(/<\/?code>|<a href="https:\/\/(?:github\.com|docs\.aws\.amazon\.com)\/[^"<>]*">|<\/a>/g, ''),
      ).not.toMatch(/[<>]/);
      expect(summary.match(/\|/g)?.length).toBe(summarize(plain(), options).match(/\|/g)?.length);
    }),
    { numRuns: 500 },
  );
});

/** The same shape with text that needs no escape. */
function plain() {
  const failed = [{ class: 'damaged' as const, what: 'x', why: 'x' }];
  const objects = { expected: 1, scanned: 0, skipped: { x: 0 }, failed };
  const one = finding({
    title: 'x',
    advice: ['x'],
    sightings: [sighting({ path: 'x', author: 'x', commit: 'a'.repeat(40), via: ['x'] })],
  });
  return { findings: [one], receipt: receipt({ complete: false, objects, scope: 'x', notes: ['x'] }) };
}
