import { expect, test } from 'vitest';
import { isPath, isTextInBase64, readsLikeWords } from '../../../src/detect/known/words.ts';
import { rng, secretAccessKey } from '../../generate/aws.ts';

test.each([
  'EnablePropagateAdditionalUserContextData',
  'SigningAlgorithmSpecRsassaPkcs1V15Sha256',
  'AwsS3BucketServerSideEncryptionByDefault',
  'ListJournalS3ExportsForLedgerWithContext',
  'offsetToZip64EndOfCentralDirectoryRecord',
  'AuthorizeClusterSecurityGroupIngressResponse',
])('reads words in the identifier %s', name => {
  expect(readsLikeWords(name, 0.65)).toBe(true);
});

test.each([
  'com/AWSEC2/latest/UserGuide/instancedata',
  'com/AmazonServiceRoleForLexBots/1a2b3c4d',
  'src/main/java/aws/example/secretsmanager',
])('takes %s for a path', path => {
  expect(isPath(path)).toBe(true);
});

test('takes a date in base64 for text', () => {
  expect(isTextInBase64(Buffer.from('2021-09-17T01:43:38.388985884Z').toString('base64'))).toBe(true);
});

test('takes one random secret in 20,000 for words or a path, none for text', () => {
  const random = rng(3);
  const secrets = Array.from({ length: 60_000 }, () => secretAccessKey(random));
  expect(secrets.filter(one => readsLikeWords(one, 0.75) || isPath(one)).length).toBeLessThanOrEqual(3);
  expect(secrets.filter(isTextInBase64)).toEqual([]);
});

test('reads a long row of letters in no time', () => {
  const started = performance.now();
  for (let round = 0; round < 200; round++) isPath(`${'a'.repeat(4000)}1`);
  expect(performance.now() - started).toBeLessThan(1000);
});
