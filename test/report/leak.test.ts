/** T09: no report in any format holds a found value, nor an encoded form of it, nor a piece of it beyond what masks show. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding, ScanResult, Sighting } from '../../src/model.ts';
import type { Secret } from '../../src/secret.ts';
import { FORMATS, render } from './render.ts';
import { fakeParts, finding, incompleteResult, receipt, sampleResult, sighting } from './sample.ts';

/** Every form of a value that must not stand in a report: as it is, encoded, and each eight characters of it. */
function forbidden(secret: Secret): string[] {
  const value = secret.reveal();
  const pieces = Array.from({ length: value.length - 7 }, (_, at) => value.slice(at, at + 8));
  const bytes = Buffer.from(value);
  const encoded = [
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    encodeURIComponent(value),
  ];
  return [...pieces, value, ...encoded];
}

function leaks(result: ScanResult, text: string): string[] {
  const found: string[] = [];
  for (const one of result.findings) {
    if (one.class !== 'live') continue;
    for (const secret of Object.values(one.parts)) {
      for (const piece of forbidden(secret)) if (text.includes(piece)) found.push(piece);
    }
  }
  return found;
}

function expectNoLeak(result: ScanResult): void {
  for (const format of FORMATS) {
    for (const verbose of [false, true]) expect(leaks(result, render(format, result, { verbose })), format).toEqual([]);
  }
}

test('the sample reports hold no value', () => {
  expectNoLeak(sampleResult());
  expectNoLeak(incompleteResult());
});

test('this test sees a leak where there is one', () => {
  const result = sampleResult();
  expect(leaks(result, render('json', result, { showSecrets: true })).length).toBeGreaterThan(100);
});

/** Where a repository may carry a value besides its contents. */
const PLACES: readonly ((value: string) => Partial<Finding> & { sightings: readonly Sighting[] })[] = [
  value => ({ sightings: [sighting({ part: 'file-name', path: `keys/${value}.txt` })] }),
  value => ({ sightings: [sighting({ path: `${value}/${value}.pem` })] }),
  value => ({ sightings: [sighting({ part: 'ref-name', path: `refs/heads/${value}` })] }),
  value => ({ sightings: [sighting({ part: 'author', path: '', commit: 'a'.repeat(40), author: `Eve ${value}` })] }),
  value => ({ sightings: [sighting({ via: [`zip:${value}/x`] })] }),
  value => ({
    sightings: [
      sighting({ part: 'file-name', path: `x/${Buffer.from(`a${value}`).toString('base64url')}`, via: ['base64'] }),
    ],
  }),
  value => ({
    sightings: [sighting({ part: 'file-name', path: `${Buffer.from(value).toString('hex')}`, via: ['hex'] })],
  }),
  value => ({
    sightings: [sighting()],
    title: `Key ${value}.`,
    advice: [`rm ${value}`],
    reasons: [value],
    region: value,
  }),
  value => ({ sightings: [sighting()], suppressed: { by: 'ignore', reason: value } }),
];

test('a value in a path, an author, a ref, a member or a failure is masked there, too', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.nat(PLACES.length - 1),
      fc.constantFrom('id', 'secret', 'token'),
      (seed, at, which) => {
        const { longTermId, secret, token } = fakeParts(seed);
        const value = { id: longTermId, secret, token }[which]?.reveal() ?? '';
        const parts = { accessKeyId: longTermId, secretAccessKey: secret, sessionToken: token };
        const place = PLACES[at]?.(value);
        const failed = [{ class: 'unreadable' as const, what: `private/${value}`, why: `EACCES ${value}` }];
        const books = { expected: 1, scanned: 0, skipped: {}, failed };
        expectNoLeak({
          findings: [finding({ parts, title: 'Key.', advice: [], ...place })],
          receipt: receipt({ complete: false, files: books, notes: [`note ${value}`], scope: `branch ${value}` }),
        });
      },
    ),
    { numRuns: 100 },
  );
});

test('only what was found is masked: paths that look like it stay', () => {
  const path = 'src/accessKeys/SecretManagerConfigurationFactoryBean.java';
  const text = render('human', { findings: [finding({ sightings: [sighting({ path })] })], receipt: receipt() });
  expect(text).toContain(path);
});

test('no report names an e-mail address', () => {
  for (const format of FORMATS) expect(render(format, sampleResult(), { verbose: true })).not.toContain('@example.com');
});
