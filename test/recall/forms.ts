/** Reads the forms in which credentials leak (fixtures/recall) and fills one from a seed: a text, and what must be found in it. */
import { readFileSync } from 'node:fs';
import type { Kind, Lifetime, Role } from '../../src/model.ts';
import {
  accessKeyId,
  type Rng,
  secretAccessKey,
  secretWithEdges,
  sessionToken,
  type TokenType,
} from '../generate/aws.ts';
import { inPieces } from '../generate/noise.ts';
import { integer, oneOf } from '../generate/random.ts';
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
  type WholeFacts,
  wholeFacts,
} from '../generate/whole.ts';

export interface Form {
  readonly name: string;
  readonly file: string;
  /** Empty: long-term, and temporary if the template has a part for the token. */
  readonly what: string;
  readonly template: string;
}

/** A planted credential: what a scan has to say of it. */
export interface Leak {
  readonly form: string;
  readonly file: string;
  readonly text: string;
  readonly kind: Kind;
  readonly lifetime: Lifetime;
  readonly parts: Readonly<Partial<Record<Role, string>>>;
}

/** The forms of `fixtures/recall/<name>.txt`, in order. */
export function readForms(name: string): readonly Form[] {
  const text = readFileSync(new URL(`../../fixtures/recall/${name}.txt`, import.meta.url), 'utf8');
  return text
    .split(/^== /m)
    .slice(1)
    .map(section => {
      const newline = section.indexOf('\n');
      const [form = '', file = '', what = ''] = section.slice(0, newline).split(' | ');
      return { name: form, file, what, template: section.slice(newline + 1) };
    });
}

/** One leak in `form`: real-looking id, uniform secret (now and then with `/` or `+` at its edges), genuine token. */
export function fillForm(form: Form, rng: Rng): Leak {
  const facts = wholeFacts(rng);
  const temporary =
    form.what === 'temp' ||
    form.what === 'temp-pair' ||
    form.what === 'token' ||
    (form.what === '' && form.template.includes('[[') && rng() < 0.5);
  const id = accessKeyId({
    rng,
    prefix: temporary || (form.what === 'id' && rng() < 0.3) ? 'ASIA' : 'AKIA',
    ...(rng() < 0.2 ? { format: 'old' as const } : { account: facts.account }),
  });
  const secret =
    rng() < 0.1
      ? secretWithEdges(rng, oneOf(rng, ['/', '+', '//', 'a']), oneOf(rng, ['/', '+', 'b']))
      : secretAccessKey(rng);
  const type: TokenType = oneOf(rng, [33, 33, 33, 33, 2, 23, 21] as const);
  const token = sessionToken(rng, { ...facts, type });
  const template = form.template.replace(/\[\[([\s\S]*?)\]\]/g, temporary ? '$1' : '');
  const makers = makersOf(rng, facts, { id, secret, token });
  const made = new Map<string, string>();
  const text = template.replace(/\{\{(\w+)(?:\|(\w+))?\}\}/g, (_, name: string, filter = '') => {
    const value = made.get(name) ?? makers[name]?.();
    if (value === undefined) throw new Error(`form ${form.name}: no maker for ${name}`);
    made.set(name, value);
    return (filters[filter] ?? (one => one))(value, rng);
  });
  return { form: form.name, file: form.file, text, ...expectation(form, { id, secret, token }, temporary, made) };
}

interface Triple {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

function expectation(
  form: Form,
  { id, secret, token }: Triple,
  temporary: boolean,
  made: ReadonlyMap<string, string>,
): Pick<Leak, 'kind' | 'lifetime' | 'parts'> {
  const lifetime = temporary || id.startsWith('ASIA') ? 'temporary' : 'long-term';
  if (form.what === 'id') return { kind: 'aws-access-key', lifetime, parts: { accessKeyId: id } };
  if (form.what === 'secret') {
    return { kind: 'aws-secret-access-key', lifetime: 'unknown', parts: { secretAccessKey: secret } };
  }
  if (form.what === 'token') return { kind: 'aws-session-token', lifetime, parts: { sessionToken: token } };
  if (form.what.startsWith('aws-')) {
    const value = [...made].find(([name]) => !OTHER_HOLES.has(name))?.[1] ?? '';
    return {
      kind: form.what as Kind,
      lifetime: LONG_TERM.has(form.what) ? 'long-term' : 'temporary',
      parts: { value },
    };
  }
  const parts = { accessKeyId: id, secretAccessKey: secret };
  const withToken = temporary && form.what !== 'temp-pair';
  return { kind: 'aws-access-key', lifetime, parts: withToken ? { ...parts, sessionToken: token } : parts };
}

const OTHER_HOLES = new Set(['account', 'region', 'user', 'iso']);
const LONG_TERM = new Set(['aws-bedrock-api-key', 'aws-ses-smtp-password', 'aws-codecommit-password']);

function makersOf(rng: Rng, facts: WholeFacts, { id, secret, token }: Triple): Readonly<Record<string, () => string>> {
  const service = serviceCredential(rng, facts);
  const ini = `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
  return {
    id: () => id,
    secret: () => secret,
    token: () => token,
    ini: () => ini,
    script: () => `#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${id}\nexport AWS_SECRET_ACCESS_KEY=${secret}\n`,
    account: () => facts.account,
    region: () => facts.region,
    iso: () => `${new Date(facts.issuedAt + 3_600_000).toISOString().slice(0, 19)}Z`,
    user: () => service.user,
    service: () => service.password,
    bedrock: () => bedrockApiKey(rng, facts),
    bedrockshort: () => bedrockShortTermKey(rng, facts),
    ses: () => sesSmtpPassword(rng, facts.region, rng() < 0.2 ? 2 : 4),
    eks: () => eksToken(rng, facts),
    ecr: () => ecrToken(rng, facts).password,
    ecrauth: () => ecrToken(rng, facts).auth,
    codeartifact: () => codeartifactToken(rng, facts),
    rds: () => rdsToken(rng, facts, rng() < 0.3),
    dsql: () => dsqlToken(rng, facts),
    presigned: () => presignedUrl(rng, facts, 3600, true),
    presignedtemp: () => presignedUrl(rng, facts, 3600, false),
    presignedv2: () => presignedUrlV2(rng, facts, facts.issuedAt + 86_400_000),
    ssoaccess: () => ssoCache(rng).accessToken,
    ssorefresh: () => ssoCache(rng).refreshToken,
  };
}

const filters: Readonly<Record<string, (value: string, rng: Rng) => string>> = {
  url: value => encodeURIComponent(value),
  base64: value => Buffer.from(value).toString('base64'),
  amp: value => value.replaceAll('&', '&amp;'),
  wrap: value => value.replace(/.{64}/g, '$&\n   '),
  split: (value, rng) => {
    const at = integer(rng, 5, value.length - 5);
    return `${value.slice(0, at)}' + '${value.slice(at)}`;
  },
  pieces: (value, rng) => inPieces(value, integer(rng, 3, 5), "' + '").slice(1, -1),
};
