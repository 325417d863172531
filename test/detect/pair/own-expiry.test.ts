/** An expiry proves something only where it is the credential's own: everything else expires as well. */
import { describe, expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import { accessKeyId, accountId, rng, secretAccessKey, sessionToken } from '../../generate/aws.ts';

const random = rng(77);
const AT = Date.UTC(2024, 2, 2, 21, 15, 23);
const ISO = '2024-03-02T21:15:23Z';
const LATER = '2024-03-02T23:00:00Z';

function session() {
  const account = accountId(random);
  const id = accessKeyId({ rng: random, prefix: 'ASIA', account });
  return { id, secret: secretAccessKey(random), token: sessionToken(random, { account, issuedAt: AT - 3_600_000 }) };
}
type Session = ReturnType<typeof session>;
const [a, b] = [session(), session()];

const answer = ({ id, secret, token }: Session) => ({ AccessKeyId: id, SecretAccessKey: secret, SessionToken: token });
const profile = ({ id, secret, token }: Session) =>
  `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\naws_session_token = ${token}\n`;
const variables = ({ id, secret, token }: Session, before = '') =>
  `${before}AWS_ACCESS_KEY_ID=${id}\n${before}AWS_SECRET_ACCESS_KEY=${secret}\n${before}AWS_SESSION_TOKEN=${token}\n`;
const yaml = ({ id, secret, token }: Session, blanks: string) =>
  `${blanks}AccessKeyId: ${id}\n${blanks}SecretAccessKey: ${secret}\n${blanks}SessionToken: ${token}\n`;

/** The expiry that is told of the credential of `whose`. */
function expiryIn(content: string | Buffer, whose = a): number | undefined {
  const { credentials } = scanContent(Buffer.from(content));
  return credentials.find(one => one.parts.accessKeyId?.value.reveal() === whose.id)?.facts.expiresAt;
}

describe('the expiry of a session is read', () => {
  test.each([
    ['in an answer of STS', JSON.stringify({ Credentials: { ...answer(a), Expiration: ISO } }, null, 2)],
    ['in one on a line of its own', JSON.stringify({ Version: 1, ...answer(a), Expiration: ISO })],
    [
      'in an answer with its keys sorted',
      JSON.stringify({ AccessKeyId: a.id, Expiration: ISO, SecretAccessKey: a.secret }),
    ],
    ['in one quoted in another', JSON.stringify({ body: JSON.stringify({ ...answer(a), Expiration: ISO }, null, 2) })],
    ['before the keys', JSON.stringify({ Code: 'Success', Expiration: ISO, ...answer(a) })],
    [
      'in the cache of a login',
      JSON.stringify({
        accessToken: {
          accessKeyId: a.id,
          secretAccessKey: a.secret,
          sessionToken: a.token,
          accountId: '1',
          expiresAt: ISO,
        },
        refreshToken: 'x',
      }),
    ],
    [
      'in an answer in XML',
      `<Credentials>\n <SessionToken>${a.token}</SessionToken>\n <SecretAccessKey>${a.secret}</SecretAccessKey>\n <Expiration>${ISO}</Expiration>\n <AccessKeyId>${a.id}</AccessKeyId>\n</Credentials>`,
    ],
    [
      'in an answer in XML, last',
      `<Credentials><AccessKeyId>${a.id}</AccessKeyId><SecretAccessKey>${a.secret}</SecretAccessKey><SessionToken>${a.token}</SessionToken><Expiration>${ISO}</Expiration></Credentials>`,
    ],
    ['in an answer in YAML', `Credentials:\n${yaml(a, '  ')}  Expiration: '${ISO}'\n`],
    ['in a list in YAML', `- AccessKeyId: ${a.id}\n  Expiration: ${ISO}\n  SecretAccessKey: ${a.secret}\n`],
    ['in YAML that nothing is above', `AccessKeyId: ${a.id}\nExpiration: '${ISO}'\nSecretAccessKey: ${a.secret}\n`],
    ['in a profile', `[default]\n${profile(a)}expiration = ${ISO}\n\n[b]\n${profile(b)}`],
    [
      'in a profile that has the token twice',
      `[saml]\n${profile(a)}aws_security_token = ${a.token}\nx_security_token_expires = ${ISO}\n`,
    ],
    ['in one of aws-mfa', `[mfa]\n${profile(a)}aws_security_token = ${a.token}\nexpiration = ${ISO}\n`],
    ['in a profile of saml2aws', `[saml]\n${profile(a)}x_security_token_expires = ${ISO}\n`],
    ['in a profile, first', `[saml]\naws_expiration = ${ISO}\n${profile(a)}`],
    ['in exported variables', `${variables(a, 'export ')}export AWS_CREDENTIAL_EXPIRATION=${ISO}\n`],
    ['in variables in one line', `${variables(a).trim().replaceAll('\n', ' ')} AWS_SESSION_EXPIRATION=${ISO} ./run\n`],
    ['in variables with a prefix of their own', `${variables(a, 'DEV_')}DEV_AWS_SESSION_EXPIRATION=${ISO}\n`],
    [
      'in the code of a program',
      `const c = { accessKeyId: '${a.id}', secretAccessKey: '${a.secret}', expiration: '${ISO}' };\n`,
    ],
    ['in a call', `Credentials(access_key='${a.id}', secret_key='${a.secret}', token='${a.token}', expiry='${ISO}')`],
    ['in UTF-16', Buffer.from(JSON.stringify({ ...answer(a), Expiration: ISO }), 'utf16le')],
  ])('%s', (_, content) => {
    expect(expiryIn(content)).toBe(AT);
  });

  test('as the later one, if two are written', () => {
    expect(expiryIn(`[x]\n${profile(a)}aws_expiration = ${LATER}\nx_security_token_expires = ${ISO}\n`)).toBe(
      Date.parse(LATER),
    );
  });
});

describe('what expires near a session is not taken for it', () => {
  test.each([
    ['a session of its object', JSON.stringify({ ...answer(a), userSession: 'x', sessionExpires: ISO })],
    ['a token of its object', JSON.stringify({ ...answer(a), token: 'x', tokenExpires: ISO })],
    ['a session of its section', `[a]\n${profile(a)}session_expires = ${ISO}\n`],
    ['a cookie', `${variables(a)}COOKIE_EXPIRES=${ISO}\n`],
    ['a certificate', `${variables(a)}TLS_CERT_EXPIRES_AT=${ISO}\n`],
    [
      'a licence, of keys without a token',
      `${variables(a).replace(/AWS_SESSION.*\n/, '')}LICENSE_EXPIRES=2020-01-01T00:00:00Z\n`,
    ],
    ['anything, in a list of variables', `${variables(a)}expires=${ISO}\n`],
    ['the token of another service, in a list of variables', `${variables(a)}TOKEN_EXPIRES_AT=${ISO}\n`],
    ['a URL to a file', `${variables(a)}AWS_S3_URL_EXPIRES_AT=${ISO}\n`],
    ['the session of another stage', `${variables(a, 'DEV_')}PROD_AWS_SESSION_EXPIRATION=${ISO}\n`],
    [
      'anything, in variables within an object',
      JSON.stringify({ env: { AWS_ACCESS_KEY_ID: a.id, AWS_SECRET_ACCESS_KEY: a.secret, EXPIRES: ISO } }),
    ],
    ['the object behind it', JSON.stringify({ aws: answer(a), github: { token: 'x', expires_at: ISO } })],
    ['the object before it', JSON.stringify({ github: { token: 'x', expires_at: ISO }, aws: answer(a) }, null, 1)],
    ['the object around it', JSON.stringify({ expires: ISO, aws: answer(a) })],
    ['an object within it', JSON.stringify({ ...answer(a), user: { expires: ISO } })],
    ['another key of its object', JSON.stringify({ 'jwt.expires': ISO, ...answer(a) })],
    ['a text in its object', JSON.stringify({ ...answer(a), cookie: `a=b; expires=${AT}` })],
    [
      'the next element',
      `<a><Id>${a.id}</Id><SecretAccessKey>${a.secret}</SecretAccessKey></a><b><Expires>${ISO}</Expires></b>`,
    ],
    ['the next profile', `[a]\n${profile(a)}[b]\naws_expiration = ${ISO}\n${profile(b)}`],
    ['the next profile, which has no keys', `[a]\n${profile(a)}\n[b]\nregion = x\nexpiration = ${ISO}\n`],
    ['the profile before it', `[b]\nrole = x\naws_expiration = ${ISO}\n[a]\n${profile(a)}`],
    ['the next document', `${yaml(a, '')}---\nExpiration: ${ISO}\n`],
    ['the next block', `aws:\n${yaml(a, '  ')}cookie:\n  expires: ${ISO}\n`],
    ['the next of a list', `keys:\n${yaml(a, '  ').replace('  A', '- A')}- expires: ${ISO}\n`],
    ['a block within it', `aws:\n${yaml(a, '  ')}  cookie:\n    expires: ${ISO}\n`],
    ['what a comment speaks of', `# expires: ${ISO}\n${variables(a)}`],
    [
      'what a comment in the object speaks of',
      `{\n  // expires: ${ISO}\n  accessKeyId: '${a.id}',\n  secretAccessKey: '${a.secret}' }`,
    ],
    ['what was true of a key that is commented out', `# AWS_SESSION_EXPIRATION=${ISO}\n${variables(a)}`],
    [
      'a statement of the same block',
      `{\n  accessKeyId = '${a.id}';\n  secretAccessKey = '${a.secret}';\n  expires = '${ISO}';\n}`,
    ],
    ['a sentence', `[x]\n${profile(a)}note = the cookie expires: ${ISO}\n`],
  ])('%s', (_, content) => {
    expect(expiryIn(content)).toBeUndefined();
  });

  test('one that may as well belong to the keys on its other side', () => {
    const content = `${variables(a)}AWS_SESSION_EXPIRATION=${ISO}\n${variables(b)}`;
    expect([a, b].map(one => expiryIn(content, one))).toEqual([undefined, undefined]);
  });

  test('but not to a key that never expires', () => {
    const lasting = variables(b).replace(b.id, accessKeyId({ rng: random, prefix: 'AKIA' }));
    expect(expiryIn(`${variables(a)}AWS_SESSION_EXPIRATION=${ISO}\n${lasting}`)).toBe(AT);
  });

  test('a name of which only the end can be read', () => {
    const keys = `accessKeyId: '${a.id}', secretAccessKey: '${a.secret}' }`;
    const filler = (length: number) => ` x: '${'-'.repeat(length)}', `;
    const ends = Array.from({ length: 300 }, (_, length) => `{ cookie_expires: '${ISO}',${filler(length)}${keys}`);
    expect(ends.map(one => expiryIn(one)).filter(one => one !== undefined)).toEqual([]);
  });

  test('one of which the zone cannot be read', () => {
    const start = `{ accessKeyId: '${a.id}', secretAccessKey: '${a.secret}',`;
    const filler = (length: number) => ` x: '${'-'.repeat(length)}',`;
    const ends = Array.from(
      { length: 300 },
      (_, length) => `${start}${filler(length)} expires: '${ISO.slice(0, -1)}-08:00' }`,
    );
    const found = new Set(ends.map(one => expiryIn(one)));
    expect(found).toEqual(new Set([AT + 8 * 3_600_000, undefined]));
  });
});
