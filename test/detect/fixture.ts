/**
 * Fills the fixtures of detectors: text with holes like `{{value}}` or `{{base64:20|urlsafe}}`, filled from a seed, so that
 * no file holds anything of the shape of a credential.
 */
import { readFileSync } from 'node:fs';
import { accessKeyId, BASE64, type Rng, rng, secretAccessKey, secretWithEdges, sessionToken } from '../generate/aws.ts';
import { text } from '../generate/random.ts';
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
  signedQuery,
  ssoCache,
  type WholeFacts,
  wholeFacts,
} from '../generate/whole.ts';

export type Section = 'find' | 'not' | 'info';
export interface Entry {
  readonly section: Section;
  readonly line: number;
  readonly text: string;
  /** What filled the holes, by their names. */
  readonly filled: ReadonlyMap<string, string>;
}

const EMULATOR = '000000000000';

/** What the holes of each fixture hold. Those of `common` may stand in any. */
const holes: Readonly<Record<string, (random: Rng, facts: WholeFacts) => Readonly<Record<string, () => string>>>> = {
  'bedrock-api-key': (random, facts) => ({
    value: () => bedrockApiKey(random, facts),
    custom: () => bedrockApiKey(random, facts, `svc.bedrock-${text(random, 'abcdef', 5)}+1`),
    emulator: () => bedrockApiKey(random, { ...facts, account: EMULATOR }),
    example: () =>
      `ABSK${Buffer.from(`BedrockAPIKey-abcd-at-${facts.account}:EXAMPLE${text(random, BASE64, 50)}`).toString('base64')}`,
  }),
  'bedrock-short-term-key': (random, facts) => ({
    value: () => bedrockShortTermKey(random, facts),
    emulator: () => bedrockShortTermKey(random, { ...facts, account: EMULATOR }),
  }),
  'eks-token': (random, facts) => ({
    value: () => eksToken(random, facts),
    emulator: () => eksToken(random, { ...facts, account: EMULATOR }),
  }),
  'ecr-token': (random, facts) => ({
    value: () => ecrToken(random, facts).password,
    auth: () => ecrToken(random, facts).auth,
  }),
  'codeartifact-token': (random, facts) => ({
    value: () => codeartifactToken(random, facts),
    otherhead: () => codeartifactToken(random, facts).replace(/^[^.]+/, `eyJ${text(random, 'abcdef', 80)}`),
  }),
  'rds-token': (random, facts) => ({
    value: () => rdsToken(random, facts),
    dsql: () => dsqlToken(random, facts),
    emulator: () => rdsToken(random, { ...facts, account: EMULATOR }, true),
  }),
  'presigned-url': (random, facts) => ({
    value: () => presignedUrl(random, facts, 3600, true),
    temporary: () => presignedUrl(random, facts, 3600, false),
    v2: () => presignedUrlV2(random, facts, Date.UTC(2030, 0, 1)),
    query: () => signedQuery(random, facts, { service: 's3', seconds: 900 }),
    rdsquery: () => rdsToken(random, facts).replace(/^.*\?/, ''),
    emulator: () => presignedUrl(random, { ...facts, account: EMULATOR }, 3600, true),
    docid: () => ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join(''),
  }),
  'ses-smtp-password': (random, facts) => ({
    value: () => sesSmtpPassword(random, facts.region),
    legacy: () => sesSmtpPassword(random, facts.region, 2),
    'ses-example': () => `B${'M'}${text(random, BASE64, 35)}EXAMPLE`,
  }),
  'service-password': (random, facts) => {
    const { user, password } = serviceCredential(random, facts);
    const halves = ['k1zPZM6uVxMQ3oxqgoYlNu', 'JPyRTZ1vREs76zTQE3eJk='];
    return { user: () => user, value: () => password, 'password-example': () => halves.join('') };
  },
  'access-key-id': (random, facts) => ({
    value: () => accessKeyId({ rng: random, prefix: 'AKIA' }),
    temporary: () => accessKeyId({ rng: random, prefix: 'ASIA' }),
    emulator: () => accessKeyId({ rng: random, prefix: 'AKIA', account: EMULATOR }),
    example: documented.id,
    crossed: () => `AKIA${'X'.repeat(16)}`,
    role: () => `AROA${accessKeyId({ rng: random, prefix: 'AKIA', account: facts.account }).slice(4)}`,
  }),
  'secret-access-key': random => ({
    value: () => secretAccessKey(random),
    edged: () => secretWithEdges(random, '/', '+'),
    example: documented.secret,
  }),
  'session-token': (random, facts) => ({
    value: () => sessionToken(random, { account: facts.account, region: facts.region, issuedAt: Date.UTC(2026, 0, 2) }),
    older: () =>
      sessionToken(random, { account: facts.account, region: facts.region, issuedAt: Date.UTC(2021, 0, 2), type: 23 }),
    example: () => `IQoJb3JpZ2luX2VjEOz${'/'.repeat(20)}wEXAMPLE${text(random, BASE64, 200)}`,
  }),
  'sso-token': random => {
    const cache = ssoCache(random);
    return { value: () => cache.accessToken, refresh: () => cache.refreshToken, client: () => cache.clientSecret };
  },
};

const documented = {
  id: () => ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join(''),
  secret: () => ['wJalrXUtnFEMI/K7MDENG', '/bPxRfiCY', 'EXAMPLEKEY'].join(''),
};

function common(random: Rng, facts: WholeFacts): Readonly<Record<string, () => string>> {
  return {
    account: () => facts.account,
    id: () => accessKeyId({ rng: random, prefix: 'AKIA', account: facts.account }),
    secret: () => secretAccessKey(random),
  };
}

const filters: Readonly<Record<string, (value: string) => string>> = {
  unpadded: value => value.replace(/=+$/, ''),
  cut: value => value.slice(0, Math.floor((value.length * 0.7) / 4) * 4 - 1),
  urlsafe: value => value.replaceAll('+', '-').replaceAll('/', '_'),
  slashes: value => value.replaceAll('/', '\\/'),
  amp: value => value.replaceAll('&', '&amp;'),
  u0026: value => value.replaceAll('&', '\\u0026'),
  masked: value => value.replace(/Signature=[0-9a-f]+/, 'Signature=***'),
  line: value => `${value}\n`,
};

/** The entries of `fixtures/detectors/<id>.txt`, filled from `seed`. */
export function readFixture(id: string, seed: number): readonly Entry[] {
  const path = new URL(`../../fixtures/detectors/${id}.txt`, import.meta.url);
  const entries: Entry[] = [];
  let section: Section = 'find';
  let lines: string[] = [];
  const close = (line: number): void => {
    if (lines.length > 0) entries.push(fill(id, section, line - lines.length, lines.join('\n'), seed + entries.length));
    lines = [];
  };
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    const head = /^= (find|not|info)$/.exec(line)?.[1];
    if (head || line === '') close(index + 1);
    if (head) section = head as Section;
    else if (line !== '' && !line.startsWith('# ')) lines.push(line);
  }
  close(0);
  return entries;
}

function fill(id: string, section: Section, line: number, template: string, seed: number): Entry {
  const random = rng(seed);
  const facts = wholeFacts(random);
  const makers = { ...common(random, facts), ...holes[id]?.(random, facts) };
  const filled = new Map<string, string>();
  const text = template.replace(/\{\{([^{}]+)\}\}/g, (_, hole: string) => {
    const [name = '', ...applied] = hole.split('|');
    const made = noise(random, name) ?? makers[name]?.();
    if (made === undefined) throw new Error(`fixture ${id}: no maker for ${name}`);
    const value = applied.reduce((now, filter) => filters[filter]?.(now) ?? now, made);
    filled.set(hole, value);
    return value;
  });
  return { section, line, text, filled };
}

function noise(random: Rng, name: string): string | undefined {
  const [alphabet, length] = name.split(':');
  if (alphabet === 'base64') return text(random, BASE64, Number(length));
  return alphabet === 'hex' ? text(random, '0123456789abcdef', Number(length)) : undefined;
}
