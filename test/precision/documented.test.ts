/** Every documented example and every placeholder of the notes on known values, in the forms in which documents show them. */
import { expect, test } from 'vitest';
import { aboveInfo, told } from './severities.ts';

const EXAMPLE = ['EXAM', 'PLE'].join('');
/** Prefix and body apart. */
const IDS = [
  ['AKIA', `IOSFODNN7${EXAMPLE}`],
  ['AKIA', `I44QH8DHB${EXAMPLE}`],
  ['ASIA', `IOSFODNN7${EXAMPLE}`],
  ['ASIA', `I44QH8DHB${EXAMPLE}`],
  ['ASIA', `J${EXAMPLE}XEG2JICEA`],
  ['ASIA', `V3ZUEFP6${EXAMPLE}`],
  ['ASIA', `SZ4SI7REE${EXAMPLE}`],
  ['ASIA', `WHOJDLGPO${EXAMPLE}`],
  ['ASIA', `CQRSTUVWRAO${EXAMPLE}`],
  ['AKIA', `QRSTUVWXYZ${EXAMPLE}`],
  ['AKIA', `01234567890${EXAMPLE}`],
  ['AKIA', `111111111${EXAMPLE}`],
  ['AKIA', `222222222${EXAMPLE}`],
  ['AKIA', `IPWIOFC3${EXAMPLE}`],
  ['AKIA', `IESZCNJ3O${EXAMPLE}`],
  ['AKIA', `${EXAMPLE}123456789`],
  ['AKIA', `${EXAMPLE}PBUMBC3GA`],
  ['AKIA', 'J5C56P35AEBRX2QQ'],
  ['AKIA', '32P3D2JDNMVAJLGF'],
  ['AKIA', 'JWVN5Z4FOFT7NLNA'],
  ['AKID', EXAMPLE],
  ['AKID', `PMS9RO4H3F${EXAMPLE}`],
  ['AIDA', `987654321${EXAMPLE}`],
  ['AROA', `123456789${EXAMPLE}`],
  ['APKA', `EIBAERJR2${EXAMPLE}`],
  ['AKIA', 'QYLPMN5HHHFPZAM2'],
  ['AKIA', 'SP2TPHJSQH3FJRUX'],
  ['AKIA', 'QAAAAAAALX6GRE2E'],
  ['LKIA', 'QAAAAAAAJXU7UKZU'],
  ['', '44CF9590006BF252F707'],
  ['AKIA', 'X'.repeat(16)],
  ['AKIA', 'xxxxxxxxxx'],
  ['AKIA', 'ABCDEFGHIJKLMNOP'],
  ['AKIA', '1234567890ABCDEF'],
  ['AKIA', '2QWERTYUIOPASDFG'],
  ['', '<your-access-key-id>'],
].map(parts => parts.join(''));

const SECRETS = [
  ['wJalrXUtnFEMI/K7MDENG', `/bPxRfiCY${EXAMPLE}KEY`],
  ['wJalrXUtnFEMI/K7MDENG', `/bPxRfiCYz${EXAMPLE}KEY`],
  ['wJalrXUtnFEMI/K7MDENG', `+bPxRfiCY${EXAMPLE}KEY`],
  ['je7MtGbClwBF/2Zp9Utk', `/h3yCo8nvb${EXAMPLE}KEY`],
  ['8P+SQvWIuLnKhh8d++jpw0', `nNmQRBZvN${EXAMPLE}KEY`],
  ['OtxrzxIsfpFjA7SwPzIL', 'wy8Bw21TLhquhboDYROV'],
  ['uV3F3YluFJax1cknvbcG', 'wgjvx4QpvB+leU8dUj2o'],
  ['zuf+tfteSlswRu7BJ86w', 'ekitnifILbZam1KYY3TG'],
  ['MOJRH0mkL1IPauahWITS', 'VvyDrQbEEIwljvmxdq03'],
  ['R4nm063hgMVo4BTT5xOs', '5nHLeLXA6lar7ZJ3Nt0i'],
  ['eoEmxw+YaYhb3h3iVJHuX', `MJXqeu1q1/wwmvju${EXAMPLE}`],
  ['wJalr', '...'],
  ['*'.repeat(40), ''],
  ['<your-secret', '-access-key>'],
  ['x'.repeat(40), ''],
].map(parts => parts.join(''));

const TOKENS = [
  `AQo${EXAMPLE}H4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT+FvwqnKwRcOIfrRh3c/LTo6UDdyJwOOvEVPvLXCrrrUtdnniC`,
  `AQoDYXdzEPT//////////w${EXAMPLE}tc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuw`,
  `AQoDYXdzEJr...<remainder of session token>`,
  `IQoJb3JpZ2luX2VjEOz////////////////////w${EXAMPLE}tMSJHMEUCIDoKK3JH9uGQE1z0sINr5M4jk+Na8KHDcCYRVjJCZEvOAiEA3OvJ`,
  `AgoJb3JpZ2luX2VjEB4a${'Qm9k'.repeat(20)}${EXAMPLE}TOKEN`,
].map(token => token.padEnd(240, 'kbg54XlFxWNE1OPTgk5T'));

const FORMS: readonly ((id: string, secret: string, token: string) => string)[] = [
  (id, secret, token) => `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}\nAWS_SESSION_TOKEN=${token}\n`,
  (id, secret, token) =>
    JSON.stringify({ Credentials: { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token } }, null, 2),
  (id, secret) => `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`,
  (id, secret) => `<AccessKeyId>${id}</AccessKeyId>\n<SecretAccessKey>${secret}</SecretAccessKey>`,
  (id, secret) => `AWS Access Key ID [None]: ${id}\nAWS Secret Access Key [None]: ${secret}\n`,
  (id, secret) => `new BasicAWSCredentials("${id}", "${secret}")`,
  (id, secret) => `s3://${id}:${encodeURIComponent(secret)}@bucket/key`,
  (id, secret) => `(for example, <code>${id}</code>) and a secret access key (for example, <code>${secret}</code>)`,
  (id, secret) => Buffer.from(`aws_access_key_id=${id}\naws_secret_access_key=${secret}\n`).toString('base64'),
  id =>
    `https://b.s3.amazonaws.com/k?AWSAccessKeyId=${id}&Expires=1175139620&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D`,
];

test.each(IDS)('finds nothing above info around the documented id %#', id => {
  const contents = FORMS.flatMap(form =>
    SECRETS.map((secret, at) => form(id, secret, TOKENS[at % TOKENS.length] ?? '')),
  );
  expect(told(aboveInfo(contents))).toEqual([]);
});

test('finds nothing above info in documented service passwords', () => {
  const [first, second] = [
    ['k1zPZM6uVxMQ3oxqgoYlNu', 'JPyRTZ1vREs76zTQE3eJk='].join(''),
    ['+oaFsNk7tLco+C/obP9Ghh', 'cOzGcKOayTmE3LnAmAmH4='].join(''),
  ];
  const contents = [first, second].map(
    password => `"ServiceUserName": "sofia-at-123456789012",\n"ServicePassword": "${password}"`,
  );
  expect(told(aboveInfo(contents))).toEqual([]);
});
