/** What a scan says of a secret under AWS's names, by what stands beside it. */
import { expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import { severityOf } from '../../../src/detect/grade/severity.ts';
import { accessKeyId, rng, secretAccessKey } from '../../generate/aws.ts';
import { text } from '../../generate/random.ts';

const random = rng(11);
const secret = secretAccessKey(random);
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const foreign = `K9${text(random, UPPER, 16)}3Q`;
const mixed = `u4${text(random, `${UPPER}${UPPER.toLowerCase()}`, 14)}aG7Q`;

function severity(content: string): string | undefined {
  const found = scanContent(Buffer.from(content)).credentials.find(one => one.parts.secretAccessKey);
  if (!found) return undefined;
  const { kind, lifetime, parts, basis } = found;
  const id = parts.accessKeyId !== undefined;
  return severityOf({ kind, class: found.class, lifetime, basis, id, secret: true, token: 'none' });
}

test.each([
  ['an id of its own shape', `<AccessKeyId>${foreign}</AccessKeyId>\n<SecretAccessKey>${secret}</SecretAccessKey>`],
  ['an id of mixed case', `"accessKey": "${mixed}",\n"secretKey": "${secret}", "bucket": "s3"`],
  ['an id behind it', `"SecretAccessKey": "${secret}",\n"Region": "us-east-1",\n"AccessKeyId": "${foreign}"`],
  ['an id without a name', `.s3credentials("${foreign}", "${secret}")\naws_secret = "${secret}"`],
  ['an id of Google', `aws_access_key_id = GOOG${text(random, UPPER, 20)}\naws_secret_access_key = ${secret}`],
  ['a token of MinIO', `"SecretAccessKey": "${secret}",\n"SessionToken": "eyJhbGciOiJIUzUxMiJ9.eyJh"`],
])('a secret of another store is of low severity: %s', (_what, content) => {
  expect(severity(content)).toBe('low');
});

test.each([
  ['nothing', `aws_secret_access_key = ${secret}`],
  ['a masked id', `aws_access_key_id = ${'X'.repeat(20)}\naws_secret_access_key = ${secret}`],
  ['a word', `aws_access_key_id = your-access-key-id-here\naws_secret_access_key = ${secret}`],
  ['an id of before 2010', `aws_access_key_id = 0${foreign.slice(1)}\naws_secret_access_key = ${secret}`],
  ['a user id', `"UserId": "AIDA${foreign.slice(4)}",\n"SecretAccessKey": "${secret}"`],
  ['a longer id', `access_key = ${foreign}A\naws_secret_access_key = ${secret}`],
])('a secret beside %s stays of high severity', (_what, content) => {
  expect(severity(content)).toBe('high');
});

test('an id of AWS near by outweighs that of another store', () => {
  const id = accessKeyId({ rng: random, prefix: 'AKIA' });
  const content = `minio_access_key = ${foreign}\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
  expect(severity(content)).toBe('critical');
});
