/**
 * What an attacker gets: the one table through which every severity goes. The first row that holds decides; the last rows
 * hold for whatever is left of their kind, so that every credential has a row. How sure we are is confidence, not this.
 */
import type { Candidate, Class, Form, Kind, Lifetime, Severity } from '../../model.ts';

/** All that severity depends on. */
export interface SeverityFacts {
  readonly kind: Kind;
  readonly class: Class;
  readonly lifetime: Lifetime;
  readonly basis: Candidate['basis'];
  readonly id: boolean;
  readonly secret: boolean;
  /** Whether there is a session token, and whether its own bytes tell when it was issued. */
  readonly token: 'none' | 'opaque' | 'decoded';
  readonly form?: Form;
  readonly expired?: boolean;
}

export interface Row {
  readonly severity: Severity;
  /** Why, to follow "Critical: ". */
  readonly because: string;
  /** What would make it another severity: a sentence. */
  readonly otherwise: string;
  readonly holds: (facts: SeverityFacts) => boolean;
}

const isKey = ({ kind }: SeverityFacts) => kind === 'aws-access-key';
const isLoneSecret = ({ kind }: SeverityFacts) => kind === 'aws-secret-access-key';
const isTemporary = ({ lifetime }: SeverityFacts) => lifetime === 'temporary';
const isOf =
  (...kinds: readonly Kind[]) =>
  ({ kind }: SeverityFacts) =>
    kinds.includes(kind);

export const SEVERITY_TABLE: readonly Row[] = [
  {
    severity: 'info',
    because: 'it is no real credential',
    otherwise: 'Were it real, its parts and its lifetime would decide.',
    holds: facts => facts.class !== 'live',
  },
  {
    severity: 'critical',
    because: 'the root user of an account can do everything in it, and no policy can restrict its key',
    otherwise: 'Nothing makes it less but deleting the key.',
    holds: facts => (isKey(facts) || isLoneSecret(facts)) && !isTemporary(facts) && facts.form === 'root-key-export',
  },
  {
    severity: 'critical',
    because: 'a Terraform state holds the access key that Terraform made, whole and long-term',
    otherwise: 'Nothing makes it less but deactivating the key; only an id without its secret would be medium.',
    holds: facts =>
      (isKey(facts) || isLoneSecret(facts)) && !isTemporary(facts) && facts.secret && facts.form === 'terraform-state',
  },
  {
    severity: 'critical',
    because: 'id and secret together are a whole long-term access key, which may be that of the root user',
    otherwise:
      'It does not get less with age: a long-term key works until it is deactivated. Its id alone would be medium.',
    holds: facts => isKey(facts) && !isTemporary(facts) && facts.id && facts.secret,
  },
  {
    severity: 'critical',
    because: 'a long-term Bedrock key is a whole credential in one string',
    otherwise: 'It does not get less with age. A short-term key would be medium.',
    holds: isOf('aws-bedrock-api-key'),
  },
  {
    severity: 'low',
    because: 'it is temporary and has provably expired',
    otherwise: 'Without a proof that it has expired it would be graded as usable.',
    holds: facts => isTemporary(facts) && facts.expired === true,
  },
  {
    severity: 'low',
    because: 'an id inside a signed request or a log record comes without its secret',
    otherwise:
      'Elsewhere, as in a settings file, a long-term id would be medium; with its secret it would be critical.',
    holds: facts => isKey(facts) && !facts.secret && (facts.form === 'signed-request' || facts.form === 'audit-log'),
  },
  {
    severity: 'high',
    because: 'id, secret and session token together can be used until the session ends',
    otherwise:
      'Once it has provably expired it is low. The same without a session token that can be decoded would be medium.',
    holds: facts => isKey(facts) && facts.secret && facts.token === 'decoded',
  },
  {
    severity: 'medium',
    because: 'the session token beside it cannot be decoded, so it may be cut off, altered or false',
    otherwise: 'With a token that can be decoded it would be high; once it has provably expired it is low.',
    holds: facts => isKey(facts) && facts.secret && facts.token === 'opaque',
  },
  {
    severity: 'medium',
    because: 'a temporary key cannot be used without its session token, which was not found',
    otherwise: 'With its session token it would be high; once it has provably expired it is low.',
    holds: facts => isKey(facts) && facts.secret,
  },
  {
    severity: 'low',
    because: 'the id of a temporary key cannot be used without its secret',
    otherwise: 'With secret and session token it would be high until it has expired.',
    holds: facts => isKey(facts) && isTemporary(facts),
  },
  {
    severity: 'medium',
    because: 'an access key id is no secret, but it names a long-term key whose secret is often not far',
    otherwise: 'With its secret it would be critical.',
    holds: isKey,
  },
  {
    severity: 'low',
    because: 'nothing says that it is of AWS: it is random, and if an id or a name is near, that is of something else',
    otherwise: 'Under a name that says what it is it would be high; with a long-term id near by, critical.',
    holds: facts => isLoneSecret(facts) && facts.basis !== 'name' && facts.form !== 'console-export',
  },
  {
    severity: 'high',
    because: 'a secret access key is the part that must stay secret; its id is not one and may be known elsewhere',
    otherwise: 'With a long-term id beside it it would be critical; without a name that says what it is, low.',
    holds: isLoneSecret,
  },
  {
    severity: 'low',
    because: 'a session token cannot be used without its secret',
    otherwise: 'With the id and the secret that it belongs to it would be high until it has expired.',
    holds: isOf('aws-session-token'),
  },
  {
    severity: 'high',
    because: 'with it anybody can send mail in the name of the verified domains and addresses',
    otherwise: 'It does not get less with age: it works as long as the access key that it was made from.',
    holds: isOf('aws-ses-smtp-password'),
  },
  {
    severity: 'high',
    because: 'with it and the user name beside it anybody can read and write the CodeCommit repositories of its user',
    otherwise: 'It does not get less with age: it works until it is deactivated.',
    holds: isOf('aws-codecommit-password'),
  },
  {
    severity: 'high',
    because: 'an SSO token gives credentials of every account and role that its person may use',
    otherwise: 'Once it has provably expired it is low.',
    holds: isOf('aws-sso-token'),
  },
  {
    severity: 'medium',
    because: 'it is usable, but for one service and a short time',
    otherwise: 'Once it has provably expired it is low.',
    holds: isOf(
      'aws-bedrock-short-term-key',
      'aws-eks-token',
      'aws-ecr-token',
      'aws-codeartifact-token',
      'aws-rds-token',
      'aws-presigned-url',
    ),
  },
];

/** The row that decides. Throws if the table has a hole, which a test over every combination rules out. */
export function severityRow(facts: SeverityFacts): Row {
  const row = SEVERITY_TABLE.find(one => one.holds(facts));
  if (!row) throw new Error(`no severity for ${facts.kind}`);
  return row;
}

/** Why a finding has its severity, as `reasons` has it: `Critical: …`. */
export function severityReason({ severity, because }: Row): string {
  return `${severity.charAt(0).toUpperCase()}${severity.slice(1)}: ${because}.`;
}

/** What a finding with these facts is graded. */
export function severityOf(facts: SeverityFacts): Severity {
  return severityRow(facts).severity;
}
