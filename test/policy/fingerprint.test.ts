import { expect, test } from 'vitest';
import { FINGERPRINT_LENGTH, fingerprintOf } from '../../src/policy/fingerprint.ts';
import { Secret } from '../../src/secret.ts';
import { accessKeyId, rng, secretAccessKey } from '../generate/aws.ts';

const random = rng(3);
const accessKey = new Secret(accessKeyId({ rng: random, prefix: 'AKIA' }));
const secretKey = new Secret(secretAccessKey(random));

test('an id keeps its fingerprint when its secret turns up', () => {
  const alone = fingerprintOf('aws-access-key', { accessKeyId: accessKey });
  expect(fingerprintOf('aws-access-key', { accessKeyId: accessKey, secretAccessKey: secretKey })).toBe(alone);
  expect(alone).toMatch(new RegExp(`^[0-9a-f]{${FINGERPRINT_LENGTH}}$`));
});

test('kind and value both count', () => {
  const ofSecret = fingerprintOf('aws-secret-access-key', { secretAccessKey: secretKey });
  expect(fingerprintOf('aws-session-token', { sessionToken: secretKey })).not.toBe(ofSecret);
  expect(fingerprintOf('aws-secret-access-key', { secretAccessKey: accessKey })).not.toBe(ofSecret);
});

test('the fingerprint of a value never changes between versions of keysift', () => {
  // printf 'aws-access-key\0abc' | sha256sum | cut -c1-16
  expect(fingerprintOf('aws-access-key', { accessKeyId: new Secret('abc') })).toBe('81e173f38378a460');
});
