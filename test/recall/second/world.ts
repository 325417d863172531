/**
 * Gives every placeholder of a template its value, and remembers which credentials were used: they are the truth that a scan
 * is compared with. In a clean world every part of a credential is what people write in its stead.
 */

import type { Kind, Role } from '../../../src/model.ts';
import {
  accessKeyId,
  accountId,
  type Rng,
  rng,
  secretAccessKey,
  secretWithEdges,
  sessionToken,
} from '../../generate/aws.ts';
import { bytes, text } from '../../generate/random.ts';
import * as whole from '../../generate/whole.ts';

export const AS_OF = Date.UTC(2026, 5, 1);
const HOUR = 3_600_000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALNUM = `${LETTERS}ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`;
const HEX = '0123456789abcdef';
/** By seed: some secrets begin or end in what is no letter. */
const EDGES = [undefined, ['/', ''], ['', '/'], ['+', ''], ['', '+']] as const;

/** One credential that a document holds: by its letter, or by its kind if it is of one string. */
export interface Used {
  readonly temporary: boolean;
  readonly kind?: Kind;
  readonly parts: Partial<Record<Role, string>>;
}

interface Key {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

const ROLES: Readonly<Record<string, Role>> = { id: 'accessKeyId', secret: 'secretAccessKey', token: 'sessionToken' };
const VARIABLES: Readonly<Record<string, string>> = {
  id: 'AWS_ACCESS_KEY_ID',
  secret: 'AWS_SECRET_ACCESS_KEY',
  token: 'AWS_SESSION_TOKEN',
};

export class World {
  readonly used = new Map<string, Used>();
  readonly expired: boolean;
  readonly #rng: Rng;
  readonly #seed: number;
  readonly #clean: boolean;
  readonly #issuedAt: number;
  readonly #keys = new Map<string, Key>();
  readonly #accounts = new Map<string, string>();
  readonly #made = new Map<string, string>();

  constructor(seed: number, document: number, clean: boolean) {
    this.#rng = rng(seed * 1000 + document);
    this.#seed = seed;
    this.#clean = clean;
    this.expired = seed % 2 === 0;
    this.#issuedAt = this.expired ? Date.UTC(2024, 2, 2) : AS_OF - HOUR / 12;
  }

  /** The value of `«name»`. Throws for a name that it does not know. */
  value(name: string): string {
    const part = /^([A-HS-U])\.(id|secret|token)$/.exec(name);
    if (part) return this.#part(part[1] as string, part[2] as string);
    const ends = this.#issuedAt + HOUR;
    if (/^[A-HS-U]\.acct$/.test(name)) return this.#account(name.slice(0, 1));
    if (/(?:^|\.)exp$/.test(name)) return new Date(ends).toISOString();
    if (name.endsWith('.expms')) return String(ends);
    if (name.endsWith('.expepoch')) return (ends / 1000).toFixed(1);
    if (name.endsWith('.iat')) return new Date(this.#issuedAt).toISOString();
    return this.#whole(name) ?? this.#noise(name);
  }

  #account(letter: string): string {
    const account = this.#accounts.get(letter) ?? accountId(this.#rng);
    this.#accounts.set(letter, account);
    return account;
  }

  #part(letter: string, part: string): string {
    if (this.#clean) return this.#stead(VARIABLES[part] as string, part);
    const temporary = letter >= 'S';
    const value = this.#key(letter, temporary)[part as keyof Key];
    const parts = { ...this.used.get(letter)?.parts, [ROLES[part] as Role]: value };
    this.used.set(letter, { temporary, parts });
    return value;
  }

  #key(letter: string, temporary: boolean): Key {
    const known = this.#keys.get(letter);
    if (known) return known;
    const account = this.#account(letter);
    const edge = EDGES[this.#seed % 5];
    const old = this.#seed % 4 === 3 && !temporary;
    const key = {
      id: accessKeyId({ rng: this.#rng, prefix: temporary ? 'ASIA' : 'AKIA', account, ...(old && { format: 'old' }) }),
      secret: edge ? secretWithEdges(this.#rng, edge[0], edge[1]) : secretAccessKey(this.#rng),
      token: sessionToken(this.#rng, { account, region: 'us-west-2', issuedAt: this.#issuedAt }),
    };
    this.#keys.set(letter, key);
    return key;
  }

  #stead(variable: string, part: string): string {
    const steads = [
      `\${${variable}}`,
      `<your ${part}>`,
      part === 'id' ? `AKIA${'X'.repeat(16)}` : 'x'.repeat(40),
      `{{ .Values.${variable} }}`,
      `REPLACE_ME_${variable}`,
    ];
    return steads[this.#seed % steads.length] as string;
  }

  #whole(name: string): string | undefined {
    const facts = { account: this.#account('whole'), region: 'eu-central-1', issuedAt: this.#issuedAt };
    const made = (key: string, make: () => string): string => {
      const value = this.#made.get(key) ?? make();
      this.#made.set(key, value);
      return value;
    };
    const random = this.#rng;
    const service = () => JSON.parse(made('service', () => JSON.stringify(whole.serviceCredential(random, facts))));
    const kinds: Readonly<Record<string, readonly [Kind, () => string]>> = {
      bedrock: ['aws-bedrock-api-key', () => whole.bedrockApiKey(random, facts)],
      bedrockuser: ['aws-bedrock-api-key', () => whole.bedrockApiKey(random, facts, 'svc-mail')],
      bedrockshort: ['aws-bedrock-short-term-key', () => whole.bedrockShortTermKey(random, facts)],
      'ses.password': ['aws-ses-smtp-password', () => whole.sesSmtpPassword(random, 'eu-west-1', this.expired ? 2 : 4)],
      'cc.password': ['aws-codecommit-password', () => service().password],
      eks: ['aws-eks-token', () => whole.eksToken(random, facts)],
      ecr: ['aws-ecr-token', () => whole.ecrToken(random, facts).password],
      ecrauth: ['aws-ecr-token', () => whole.ecrToken(random, facts).auth],
      codeartifact: ['aws-codeartifact-token', () => whole.codeartifactToken(random, facts)],
      rds: ['aws-rds-token', () => whole.rdsToken(random, facts)],
      presigned: ['aws-presigned-url', () => whole.presignedUrl(random, facts, 3600, false)],
      presignedlt: ['aws-presigned-url', () => whole.presignedUrl(random, facts, 604_800, true)],
      presignedv2: ['aws-presigned-url', () => whole.presignedUrlV2(random, facts, this.#issuedAt + HOUR)],
      'sso.access': ['aws-sso-token', () => whole.ssoCache(random).accessToken],
    };
    if (name === 'cc.user') return service().user;
    if (name === 'sso.refresh' || name === 'sso.client') return 'redacted';
    if (name === 'ses.user') {
      if (this.#clean) return '<your user>';
      const id = made(name, () => accessKeyId({ rng: random, prefix: 'AKIA', account: facts.account }));
      this.#use('aws-ses-smtp-password', { accessKeyId: id });
      return id;
    }
    const [kind, make] = kinds[name] ?? [];
    if (!kind || !make) return undefined;
    if (this.#clean) return '<your-token-here>';
    const value = made(name, make);
    this.#use(kind, { value });
    return value;
  }

  #use(kind: Kind, parts: Used['parts']): void {
    const lasting = /bedrock-api-key|ses-smtp|codecommit/.test(kind);
    this.used.set(kind, { temporary: !lasting, kind, parts: { ...this.used.get(kind)?.parts, ...parts } });
  }

  #noise(name: string): string {
    const random = this.#rng;
    const [what, size] = name.split(':');
    const length = Number(size);
    if (what === 'uuid') return [8, 4, 4, 4, 12].map(one => text(random, HEX, one)).join('-');
    if (what === 'sha1') return text(random, HEX, 40);
    if (what === 'sha256') return text(random, HEX, 64);
    if (what === 'acct') return accountId(random);
    if (what === 'slug') return text(random, LETTERS, 8);
    if (what === 'role') return `AROA${accessKeyId({ rng: random, prefix: 'AKIA' }).slice(4)}:${size}`;
    if (what === 'hex') return text(random, HEX, length);
    if (what === 'alnum') return text(random, ALNUM, length);
    if (what === 'lower') return text(random, `${LETTERS}0123456789`, length);
    if (what === 'b64') return bytes(random, length).toString('base64');
    throw new Error(`no placeholder is called ${name}`);
  }
}
