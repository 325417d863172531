/** The name that a value is assigned to. */
import { expect, test } from 'vitest';
import { slotBefore } from '../../../src/detect/pair/slots.ts';

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
