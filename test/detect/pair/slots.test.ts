/** The name that a value is assigned to. */
import { expect, test } from 'vitest';
import { slotBefore, strengthOf } from '../../../src/detect/pair/slots.ts';

test('takes no key id for the name of the secret behind it, whatever word the id holds', () => {
  const id = `AKIA${'TMFL6IAN65YA'}JWTJ`;
  expect(slotBefore(`connect('${id}', '`)).toBeUndefined();
  expect(slotBefore(`aws_secret = '${id}', '`)).toBeUndefined();
});

test.each([
  ['SecretAccessKey: aws.String("', 'secretaccesskey'],
  ['"secret_key": cty.StringVal("', 'secretkey'],
  ['secretKey := []byte("', 'secretkey'],
  ['aws_secret_access_key: Some(String::from("', 'awssecretaccesskey'],
  ['kAwsSecretKey = new Aws::String("', 'kawssecretkey'],
  ['secretAccessKey: cdk.SecretValue.plainText("', 'secretaccesskey'],
  ['"secret_access_key": b"', 'secretaccesskey'],
])('finds the name of a literal that a call or a prefix makes a value of: %s', (before, name) => {
  expect(slotBefore(before)?.name).toBe(name);
});

test('takes no name over the other arguments of a call, nor from the call before it', () => {
  expect(slotBefore('verify(aws_secret, decode("')?.name).toBe('decode');
  expect(slotBefore('.secretKey(key).token(wrap("')?.name).toBe('token');
  expect(slotBefore('aws_secret_key()\n  put("')?.name).toBe('put');
});

test('tells what is called with the value', () => {
  expect(slotBefore('other = setToken("')).toEqual({ name: 'other', call: 'settoken' });
});

test.each([
  ['export X=${AWS_SECRET_ACCESS_KEY:-', 'awssecretaccesskey'],
  ['${AWS_SECRET_ACCESS_KEY-', 'awssecretaccesskey'],
  ['${AWS_SECRET_ACCESS_KEY:-"', 'awssecretaccesskey'],
])('finds the name before what a shell takes if the variable has no value: %s', (before, name) => {
  expect(slotBefore(before)?.name).toBe(name);
});

test.each([
  ['Secret Access Key - ', 'secretaccesskey'],
  ['"awsSecret" -> "', 'awssecret'],
  ['NSString *awsSecretKey = @"', 'awssecretkey'],
  ['"Name": "/app/AWS_SECRET_ACCESS_KEY",\n  "Type": "SecureString",\n  "Value": "', 'awssecretaccesskey'],
  ['AwsSecretAccessKey:\n  Type: String\n  NoEcho: true\n  Default: ', 'awssecretaccesskey'],
  ['variable "aws_secret_key" {\n  description = "Of the bucket"\n  default = "', 'awssecretkey'],
])('finds the name over what is said between it and its value: %j', (before, name) => {
  expect(slotBefore(before)?.name).toBe(name);
});

test.each([
  ['<tr><td class="e">AWS_SECRET_ACCESS_KEY </td><td class="v">', 'awssecretaccesskey'],
  ['<th>Secret access key</th><td style="color: red">', 'secretaccesskey'],
  ['<li><strong>Secret Access Key</strong>: <code>', 'secretaccesskey'],
  ['<w:t>Secret access key</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>', 'secretaccesskey'],
])('finds the name in the element before, over tags that say how it looks: %s', (before, name) => {
  expect(slotBefore(before)?.name).toBe(name);
});

test('takes no name over a list, another element or another variable', () => {
  expect(slotBefore('aws_secret_key:\n  - ')?.name).not.toBe('awssecretkey');
  expect(slotBefore('<secretKey>x</secretKey><digest>')?.name).toBe('digest');
  expect(slotBefore('variable "aws_secret_key" {}\nvariable "tag" {\n  default = "')?.name).toBe('tag');
});

test('comes to an end where an at sign stands right before a literal, with or without blanks', () => {
  expect(slotBefore('aws_secret_key@"')?.name).toBe('awssecretkey');
  expect(slotBefore('user@@"')).toBeUndefined();
  expect(slotBefore('aws_secret_key@')).toBeUndefined();
});

test('knows what the S3 plugin of Fluentd calls a secret', () => {
  expect(strengthOf('awsseckey')).toBe('aws');
});
