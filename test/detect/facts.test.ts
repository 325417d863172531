/** What each whole credential says of itself: account, region, owner, issue time, expiry. */
import { expect, test } from 'vitest';
import { detectors } from '../../src/detect/detectors/index.ts';
import { findCandidates } from '../../src/detect/find/find.ts';
import { accessKeyId, BASE64, rng } from '../generate/aws.ts';
import { integer, oneOf, text } from '../generate/random.ts';
import {
  bedrockApiKey,
  bedrockShortTermKey,
  codeartifactToken,
  dsqlToken,
  ecrToken,
  eksToken,
  presignedUrl,
  presignedUrlV2,
  rdsToken,
  serviceCredential,
  sesSmtpPassword,
  ssoCache,
} from '../generate/whole.ts';
import { judgeAll } from './judge.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const issuedAt = Date.UTC(2024, 2, 2, 9, 15, 23);
const facts = { account: '702960826473', region: 'eu-north-1', issuedAt };

function factsOf(id: string, content: string) {
  const detector = detectors.find(one => one.id === id);
  const verdicts = detector ? judgeAll(detector, content) : [];
  expect(verdicts.length).toBe(1);
  return verdicts[0]?.facts;
}

test('shows account and user of a Bedrock key, and no mail address', () => {
  const { account } = facts;
  expect(factsOf('bedrock-api-key', `x=${bedrockApiKey(rng(1), facts)}`)).toMatchObject({ account });
  expect(factsOf('bedrock-api-key', `x=${bedrockApiKey(rng(1), facts, 'jo@example.com')}`)).toEqual({
    account,
    owner: 'jo',
  });
});

test('shows signer, account, region and expiry of a short-term Bedrock key', () => {
  const found = factsOf('bedrock-short-term-key', bedrockShortTermKey(rng(2), facts, 3600));
  expect(found).toMatchObject({ ...facts, expiresAt: issuedAt + HOUR, longestLifeMs: 12 * HOUR });
  expect(found?.owner).toMatch(/^ASIA…[A-Z2-7]{4}$/);
});

test('takes the expiry of a login token from its own object only, and of two there the later one', () => {
  const { accessToken } = ssoCache(rng(8));
  const cache = (more: string) => `{"startUrl":"https://x.awsapps.com/start","accessToken":"${accessToken}"${more}}`;
  const expiresAt = Date.UTC(2025, 3, 1, 10);
  expect(factsOf('sso-token', cache(',"expiresAt":"2025-04-01T10:00:00Z"'))).toMatchObject({ expiresAt });
  const twice = cache(',"expiresAt":"2025-04-01T09:00:00Z","old":1,"expiresAt":"2025-04-01T10:00:00Z"');
  expect(factsOf('sso-token', twice)).toMatchObject({ expiresAt });
  for (const content of [
    `{"aws":${cache('')},"github":{"expiresAt":"2025-04-01T10:00:00Z"}}`,
    `{"github":{"expiresAt":"2025-04-01T10:00:00Z"},"aws":${cache('')}}`,
  ])
    expect(factsOf('sso-token', content)).not.toHaveProperty('expiresAt');
});

test('lets an EKS token live for 15 minutes, whatever its URL says', () => {
  expect(factsOf('eks-token', eksToken(rng(3), facts))).toMatchObject({ ...facts, expiresAt: issuedAt + 15 * MINUTE });
});

test('reads the expiry in a registry password, and the account and region in the host beside it', () => {
  const { password, auth } = ecrToken(rng(4), facts);
  const host = `${facts.account}.dkr.ecr.${facts.region}.amazonaws.com`;
  const expected = { account: facts.account, region: facts.region, expiresAt: issuedAt + 12 * HOUR };
  expect(factsOf('ecr-token', `docker login -u AWS -p ${password} https://${host}`)).toMatchObject(expected);
  expect(factsOf('ecr-token', `{"auths":{"${host}":{"auth":"${auth}"}}}`)).toMatchObject(expected);
});

test('reads the times of a CodeArtifact token off its header, and the account and region off its host', () => {
  const token = codeartifactToken(rng(5), facts, 3600);
  const host = (account: string): string => `dom-${account}.d.codeartifact.${facts.region}.amazonaws.com`;
  const times = { issuedAt, expiresAt: issuedAt + HOUR };
  expect(factsOf('codeartifact-token', `CODEARTIFACT_AUTH_TOKEN=${token}`)).toMatchObject(times);
  const setting = `//${host('211111111117')}/npm/a/\n//${host(facts.account)}/npm/r/:_authToken=${token}\n`;
  expect(factsOf('codeartifact-token', setting)).toMatchObject({ ...facts, ...times });
  const url = `https://${host('211111111117')}/pypi/a/\nhttps://aws:${token}@${host(facts.account)}/pypi/r/simple/`;
  expect(factsOf('codeartifact-token', url)).toMatchObject({ ...facts, ...times });
});

test('lets a database login begin within 15 minutes, or within what it states', () => {
  expect(factsOf('rds-token', rdsToken(rng(6), facts))).toMatchObject({ ...facts, expiresAt: issuedAt + 15 * MINUTE });
  expect(factsOf('rds-token', dsqlToken(rng(6), facts))).toMatchObject({ ...facts, expiresAt: issuedAt + HOUR });
});

test('shows the exact expiry of a pre-signed URL', () => {
  expect(factsOf('presigned-url', presignedUrl(rng(7), facts, 900, true))).toMatchObject({
    ...facts,
    expiresAt: issuedAt + 15 * MINUTE,
  });
  const expiresAt = Date.UTC(2030, 0, 1);
  expect(factsOf('presigned-url', presignedUrlV2(rng(7), facts, expiresAt))).toMatchObject({
    account: facts.account,
    expiresAt,
  });
});

test('shows the region of an SMTP password, and account, user and region of a service password', () => {
  const password = sesSmtpPassword(rng(8), facts.region);
  const mail = `MAIL_HOST=email-smtp.${facts.region}.amazonaws.com\nMAIL_PASSWORD=${password}\n`;
  expect(factsOf('ses-smtp-password', mail)).toEqual({ region: facts.region });
  const { user, password: git } = serviceCredential(rng(9), facts);
  const url = `https://${user}:${git}@git-codecommit.${facts.region}.amazonaws.com/v1/repos/r`;
  expect(factsOf('service-password', url)).toMatchObject({ account: facts.account, region: facts.region });
});

test('lets an access token end with itself, a refresh token with its client', () => {
  const { accessToken, refreshToken, clientSecret } = ssoCache(rng(10));
  const cache = JSON.stringify({
    startUrl: 'https://d-1234567890.awsapps.com/start',
    region: facts.region,
    accessToken,
    expiresAt: '2024-03-02T17:15:23UTC',
    clientId: text(rng(11), BASE64, 22),
    clientSecret,
    registrationExpiresAt: '2024-05-31T09:15:23Z',
    refreshToken,
  });
  const detector = detectors.find(one => one.id === 'sso-token');
  const found = detector ? judgeAll(detector, cache) : [];
  const ends = Object.fromEntries(found.map(one => [cache.slice(one.start, one.end), one.facts.expiresAt]));
  expect(found.map(one => one.form)).toEqual(['sso-cache', 'sso-cache', 'sso-cache']);
  expect(ends).toEqual({
    [accessToken]: Date.UTC(2024, 2, 2, 17, 15, 23),
    [clientSecret]: Date.UTC(2024, 4, 31, 9, 15, 23),
    [refreshToken]: Date.UTC(2024, 4, 31, 9, 15, 23),
  });
});

test('takes no random value of 44 characters for a password, whatever it is called', () => {
  const random = rng(12);
  const names = ['sha256', 'integrity', 'API_TOKEN', 'hash', 'sessionSecret', 'key', 'mailHash', 'etag', 'nonce', ''];
  const passwords = detectors.filter(one => one.runLengths);
  let found = 0;
  for (let round = 0; round < 20_000; round++) {
    const value = `${text(random, BASE64, 43)}${oneOf(random, ['=', oneOf(random, [...BASE64])])}`;
    const line = `${oneOf(random, names)}${oneOf(random, [': ', '="', ' = '])}${value}\n`;
    const content = `version: ${integer(random, 1, 9)}\n${line}other: true\n`;
    for (const detector of passwords) found += judgeAll(detector, content).length;
  }
  expect(found).toBe(0);
});

test('tells the account of an id that may be real, or that is of a known account, and of no made-up one', () => {
  const factsIn = (id: string) => findCandidates(Buffer.from(`id = ${id}`))[0]?.facts;
  const idOf = (account: string) => accessKeyId({ rng: rng(9), prefix: 'AKIA', account });
  expect(factsIn(idOf(facts.account))).toEqual({ account: facts.account });
  expect(factsIn(idOf('111122223333'))).toEqual({ account: '111122223333' });
  expect(factsIn(`AKIA${'X'.repeat(16)}`)).toEqual({});
  expect(factsIn(`AKIA${'R'}${'2'.repeat(8)}${['EXAM', 'PLE'].join('')}`)).toEqual({});
});
