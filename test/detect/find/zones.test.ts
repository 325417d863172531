import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCandidates } from '../../../src/detect/find/find.ts';
import { Zones } from '../../../src/detect/find/zones.ts';
import type { Candidate } from '../../../src/model.ts';
import { accessKeyId, type Rng, rng, secretAccessKey, sessionToken } from '../../generate/aws.ts';

const told = (candidates: readonly Candidate[]) => candidates.map(one => ({ ...one, value: one.value.reveal() }));

/** Pieces of text that a finder looks twice at: whole, cut, encoded and glued credentials, and noise of several kinds. */
const PARTS: Readonly<Record<string, (random: Rng) => string>> = {
  id: random => ` ${accessKeyId({ rng: random, prefix: 'AKIA' })} `,
  temporary: random => `ASIA${accessKeyId({ rng: random, prefix: 'ASIA' }).slice(4)}`,
  secret: random => `"${secretAccessKey(random)}"\n`,
  named: random => `aws_secret_access_key = ${secretAccessKey(random)}\n`,
  token: random => `aws_session_token=${sessionToken(random, { issuedAt: 1_700_000_000_000 })}\n`,
  wrapped: random => sessionToken(random, { issuedAt: 1_700_000_000_000 }).replace(/.{64}/g, '$&\n'),
  base64: random => Buffer.from(`key: ${accessKeyId({ rng: random, prefix: 'AKIA' })}`).toString('base64'),
  utf16: random => Buffer.from(`k=${accessKeyId({ rng: random, prefix: 'AKIA' })}\n`, 'utf16le').toString('latin1'),
  half: random => secretAccessKey(random).slice(0, 1 + Math.floor(random() * 39)),
  run: random => 'Aa0'.repeat(Math.floor(random() * 4000)),
  bytes: random => String.fromCharCode(...Array.from({ length: 300 }, () => Math.floor(random() * 256))),
  lines: random => 'name: value\n'.repeat(Math.floor(random() * 50)),
};

test('zones of any size, fed in pieces of any size, give what one look at the whole gives', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(fc.constantFrom(...Object.keys(PARTS)), { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 40, max: 6000 }),
      fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 8 }),
      (seed, plan, zone, cuts) => {
        const random = rng(seed);
        const bytes = Buffer.from(plan.map(part => PARTS[part]?.(random)).join(''), 'latin1');
        const zones = new Zones(undefined, zone);
        let at = 0;
        for (const cut of cuts) {
          zones.push(bytes.subarray(at, at + cut));
          at += cut;
        }
        zones.push(bytes.subarray(at));
        zones.end();
        const whole = findCandidates(bytes);
        expect(told(zones.candidates)).toEqual(told(whole));
        for (const { start, end } of whole) {
          expect(zones.kept.slice(start - 256, end + 256)).toEqual(bytes.subarray(Math.max(0, start - 256), end + 256));
        }
      },
    ),
    { numRuns: 300 },
  );
});
