import { expect, test } from 'vitest';
import { formOf as formAround } from '../../../src/detect/grade/form.ts';
import { accessKeyId, rng, secretAccessKey } from '../../generate/aws.ts';

const random = rng(1);
const id = accessKeyId({ rng: random, prefix: 'AKIA' });
const secret = secretAccessKey(random);
const temporary = accessKeyId({ rng: random, prefix: 'ASIA' });

function formOf(text: string, value: string) {
  const start = text.indexOf(value);
  return formAround(text.slice(0, start), text.slice(start + value.length));
}

const state = `{"type":"aws_iam_access_key","attributes":{"encrypted_secret":null,"id":"${id}","secret":"${secret}","status":"Active"}}`;

test.each([
  ['a scope in a query', `?X-Amz-Credential=${id}%2F20240302%2Fus-east-1%2Fs3%2Faws4_request`, id],
  ['a scope in a query, escaped twice', `X-Amz-Credential%3D${id}%252F20240302%252Fus-east-1`, id],
  ['a header', `Authorization: AWS4-HMAC-SHA256 Credential=${id}/20240302/us-east-1/s3/aws4_request, Signed`, id],
  ['a query of version 2', `https://b.s3.amazonaws.com/k?AWSAccessKeyId=${id}&Signature=abc%3D&Expires=1`, id],
  ['a header of version 2', `Authorization: AWS ${id}:${secretAccessKey(random).slice(0, 27)}=`, id],
  ['a product search', `onca/xml?AWSAccessKeyId=${id}&Operation=ItemSearch`, id],
])('tells an id in a signed request: %s', (_which, text, value) => {
  expect(formOf(text, value)).toBe('signed-request');
});

test('tells an id in a CloudTrail record', () => {
  const record = `"userIdentity":{"type":"AssumedRole","principalId":"X","accessKeyId":"${temporary}","sessionContext":{}}`;
  expect(formOf(record, temporary)).toBe('audit-log');
  expect(formOf(record.replaceAll('"', '\\"'), temporary)).toBe('audit-log');
});

test('tells the id and the secret in a Terraform state, compact or indented', () => {
  for (const text of [state, JSON.stringify(JSON.parse(state), undefined, 2), JSON.stringify({ state })]) {
    expect(formOf(text, id)).toBe('terraform-state');
    expect(formOf(text, secret)).toBe('terraform-state');
  }
});

test.each([
  'Access key ID,Secret access key',
  '\uFEFFAccess key ID,Secret access key',
  'User name,Password,Access key ID,Secret access key,Console login link',
  '"User Name","Access Key Id","Secret Access Key"',
])('tells a row below the header of a console export: %s', header => {
  expect(formOf(`${header}\r\n${id},${secret}\r\n`, id)).toBe('console-export');
  expect(formOf(`${header}\r\n${id},${secret}\r\n`, secret)).toBe('console-export');
});

test('tells both lines of a root key export', () => {
  for (const end of ['\n', '\r\n']) {
    const text = `AWSAccessKeyId=${id}${end}AWSSecretKey=${secret}${end}`;
    expect(formOf(text, id)).toBe('root-key-export');
    expect(formOf(text, secret)).toBe('root-key-export');
  }
});

test('tells the keys in a login cache', () => {
  const text = `{"accessToken": {"accessKeyId": "${temporary}", "secretAccessKey": "${secret}"}, "dpopKey": "x"}`;
  expect(formOf(text, temporary)).toBe('login-cache');
  expect(formOf(text, secret)).toBe('login-cache');
});

test.each([
  ['a setting', `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}`],
  ['a response', `{"AccessKeyId": "${id}", "SecretAccessKey": "${secret}"}`],
  ['a constructor', `new S3({ accessKeyId: '${id}', secretAccessKey: '${secret}' })`],
  ['a resource with an id and a secret', `{"id":"${id}","secret":"${secret}"}`],
  ['an id in a query without a signature', `?AWSAccessKeyId=${id}`],
])('sees nothing special in %s', (_which, text) => {
  expect(formOf(text, id)).toBeUndefined();
});

test('looks no further than a window', () => {
  const far = `Access key ID,Secret access key\n${'x,y\n'.repeat(80)}`;
  expect(formOf(`${far}${id},${secret}\n`, id)).toBeUndefined();
});
