/**
 * Makes credentials of one string that look genuine to the last bit and belong to nobody: service passwords, and signed
 * requests in all their wrappings. It shares no code with src, so that a mistake there is not repeated here.
 */
import { createHmac } from 'node:crypto';
import { accessKeyId, accountId, BASE64, secretAccessKey, sessionToken } from './aws.ts';
import { bytes, integer, oneOf, type Rng, text } from './random.ts';

const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const HEX = '0123456789abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** What a maker is told; what it is not told, it draws. */
export interface WholeFacts {
  readonly account: string;
  readonly region: string;
  /** Milliseconds, whole seconds. */
  readonly issuedAt: number;
}

/** `ABSK…` as the console makes it: 132 characters. With `user`, as `create-service-specific-credential` does. */
export function bedrockApiKey(
  rng: Rng,
  { account }: WholeFacts,
  user = `BedrockAPIKey-${text(rng, LOWER, 4)}`,
): string {
  const secret = bytes(rng, 44).toString('base64');
  return `ABSK${Buffer.from(`${user}-at-${account}:${secret}`).toString('base64')}`;
}

/** The query of Signature Version 4 in the order of botocore, signed by temporary credentials unless told otherwise. */
export function signedQuery(
  rng: Rng,
  facts: WholeFacts,
  options: { service: string; seconds: number; longTerm?: boolean; headers?: string },
): string {
  const date = new Date(facts.issuedAt).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const id = accessKeyId({ rng, prefix: options.longTerm ? 'AKIA' : 'ASIA', account: facts.account });
  const scope = [id, date.slice(0, 8), facts.region, options.service, 'aws4_request'].join('/');
  const token = options.longTerm ? '' : `&X-Amz-Security-Token=${encodeURIComponent(sessionToken(rng, facts))}`;
  return (
    `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=${date}` +
    `&X-Amz-Expires=${options.seconds}&X-Amz-SignedHeaders=${encodeURIComponent(options.headers ?? 'host')}${token}` +
    `&X-Amz-Signature=${text(rng, HEX, 64)}`
  );
}

export function presignedUrl(rng: Rng, facts: WholeFacts, seconds: number, longTerm: boolean): string {
  const object = `${text(rng, LOWER, 8)}/${text(rng, LOWER, 12)}.pdf`;
  const query = signedQuery(rng, facts, { service: 's3', seconds, longTerm });
  return `https://${text(rng, LOWER, 10)}.s3.${facts.region}.amazonaws.com/${object}?${query}`;
}

/** Signature Version 2, signed by long-term credentials. */
export function presignedUrlV2(rng: Rng, facts: WholeFacts, expiresAt: number): string {
  const id = accessKeyId({ rng, prefix: 'AKIA', account: facts.account });
  const signature = encodeURIComponent(bytes(rng, 20).toString('base64'));
  const query = `AWSAccessKeyId=${id}&Signature=${signature}&Expires=${Math.floor(expiresAt / 1000)}`;
  return `https://${text(rng, LOWER, 10)}.s3.amazonaws.com/${text(rng, LOWER, 20)}.zip?${query}`;
}

/** After aws-bedrock-token-generator-js: 12 hours, or what `seconds` says. */
export function bedrockShortTermKey(rng: Rng, facts: WholeFacts, seconds = 43_200): string {
  const query = signedQuery(rng, facts, { service: 'bedrock', seconds });
  const url = `bedrock.amazonaws.com/?Action=CallWithBearerToken&${query}&Version=1`;
  return `bedrock-api-key-${Buffer.from(url).toString('base64')}`;
}

/** After `aws eks get-token`. The URL says 60 seconds, the token is good for 15 minutes. */
export function eksToken(rng: Rng, facts: WholeFacts): string {
  const query = signedQuery(rng, facts, { service: 'sts', seconds: 60, headers: 'host;x-k8s-aws-id' });
  const url = `https://sts.${facts.region}.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15&${query}`;
  return `k8s-aws-v1.${Buffer.from(url).toString('base64url')}`;
}

export function rdsToken(rng: Rng, facts: WholeFacts, longTerm = false): string {
  const host = `${text(rng, LOWER, 6)}.${text(rng, LOWER, 12)}.${facts.region}.rds.amazonaws.com:${oneOf(rng, [3306, 5432])}`;
  const query = signedQuery(rng, facts, { service: 'rds-db', seconds: 900, longTerm });
  return `${host}/?Action=connect&DBUser=app_${text(rng, LOWER, 4)}&${query}`;
}

export function dsqlToken(rng: Rng, facts: WholeFacts, seconds = 3600): string {
  const query = signedQuery(rng, facts, { service: 'dsql', seconds });
  return `${text(rng, LOWER, 26)}.dsql.${facts.region}.on.aws/?Action=DbConnectAdmin&${query}`;
}

/** The algorithm of the SES developer guide, on a secret access key. `version` 2 is what was made before 2019. */
export function sesSmtpPassword(rng: Rng, region: string, version: 4 | 2 = 4): string {
  const secret = secretAccessKey(rng);
  const sign = (key: Buffer | string, message: string): Buffer => createHmac('sha256', key).update(message).digest();
  if (version === 2) return Buffer.concat([Buffer.from([2]), sign(secret, 'SendRawEmail')]).toString('base64');
  let key = sign(`AWS4${secret}`, '11111111');
  for (const part of [region, 'ses', 'aws4_request', 'SendRawEmail']) key = sign(key, part);
  return Buffer.concat([Buffer.from([4]), key]).toString('base64');
}

/** User name and password of a service specific credential (CodeCommit, Keyspaces). */
export function serviceCredential(rng: Rng, { account }: WholeFacts): { user: string; password: string } {
  const more = oneOf(rng, ['', '', '+1']);
  return { user: `${text(rng, LOWER, 6)}${more}-at-${account}`, password: bytes(rng, 32).toString('base64') };
}

/** A registry password, bare and as `auth` in a docker configuration. */
export function ecrToken(rng: Rng, { issuedAt }: WholeFacts): { password: string; auth: string } {
  const json = JSON.stringify({
    payload: bytes(rng, integer(rng, 900, 1300)).toString('base64'),
    datakey: bytes(rng, 184).toString('base64'),
    version: '2',
    type: 'DATA_KEY',
    expiration: Math.floor(issuedAt / 1000) + 43_200,
  });
  const password = Buffer.from(json).toString('base64');
  return { password, auth: Buffer.from(`AWS:${password}`).toString('base64') };
}

/** An encrypted JWT of five parts whose header tells its times. */
export function codeartifactToken(rng: Rng, { issuedAt }: WholeFacts, seconds = 43_200): string {
  const isu = Math.floor(issuedAt / 1000);
  const tag = text(rng, URL_SAFE, 22);
  const iv = text(rng, URL_SAFE, 16);
  const header = { ver: 1, isu, enc: 'A128GCM', tag, exp: isu + seconds, alg: 'A128GCMKW', iv };
  const parts = [22, 16, integer(rng, 500, 900), 22].map(length => text(rng, URL_SAFE, length));
  return [Buffer.from(JSON.stringify(header)).toString('base64url'), ...parts].join('.');
}

/** What `aws sso login` keeps. */
export function ssoCache(rng: Rng): { accessToken: string; refreshToken: string; clientSecret: string } {
  const token = (head: string): string => `${head}AAAAAG${text(rng, URL_SAFE, integer(rng, 90, 180))}:${derText(rng)}`;
  const header = Buffer.from('{"kid":"key-1564028099","alg":"HS384"}').toString('base64url');
  const clientSecret = `${header}.${text(rng, URL_SAFE, 900)}.${text(rng, URL_SAFE, 64)}`;
  return { accessToken: token('aoa'), refreshToken: token('aor'), clientSecret };
}

/** The base64 of a P-384 signature. */
function derText(rng: Rng): string {
  return `MGUC${text(rng, BASE64, 134)}`;
}

/** Facts that no list knows: a random account, a region, an issue time between 2020 and 2026. */
export function wholeFacts(rng: Rng): WholeFacts {
  return {
    account: accountId(rng),
    region: oneOf(rng, ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-2', 'eu-north-1']),
    issuedAt: Date.UTC(2020, 0, 1) + integer(rng, 0, 6 * 365 * 86_400) * 1000,
  };
}
