/**
 * The nouns of keysift, types only. Content, candidate, credential, finding, sighting and receipt mean here what they mean
 * in every report. Offsets count bytes, times are milliseconds since 1970-01-01 UTC, unless a name says otherwise.
 */
import type { Secret } from './secret.ts';

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
export type Confidence = 'high' | 'medium' | 'low';
export type Lifetime = 'long-term' | 'temporary' | 'unknown';

/** What a credential is in the world: a real one, or one of the kinds of look-alike that are reported as info. */
export type Class = 'live' | 'example' | 'canary' | 'emulator' | 'placeholder' | 'impossible';

/** An access key (alone or with secret and token), a part alone, and one kind for every credential of one string. */
export type Kind =
  | 'aws-access-key'
  | 'aws-secret-access-key'
  | 'aws-session-token'
  | 'aws-bedrock-api-key'
  | 'aws-bedrock-short-term-key'
  | 'aws-ses-smtp-password'
  | 'aws-codecommit-password'
  | 'aws-eks-token'
  | 'aws-ecr-token'
  | 'aws-codeartifact-token'
  | 'aws-rds-token'
  | 'aws-presigned-url'
  | 'aws-sso-token';

/** Which part of a credential a candidate may be; `value` is a whole credential of one string. */
export type Role = 'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'value';

/** A known document that a credential stands in, where that changes its severity or its story. */
export type Form =
  | 'root-key-export'
  | 'console-export'
  | 'terraform-state'
  | 'signed-request'
  | 'audit-log'
  | 'sso-cache'
  | 'login-cache';

/** What the bytes themselves say of a credential. All of it is read offline. */
export interface Facts {
  readonly account?: string;
  readonly region?: string;
  readonly issuedAt?: number;
  readonly expiresAt?: number;
  /** The longest life that this form can have, if it is narrower than what its lifetime says. */
  readonly longestLifeMs?: number;
  /** Who it belongs to, where that is no secret (an IAM user name, a signer's key id in masked form). */
  readonly owner?: string;
}

/** A byte range of a content that was judged to be a part of a credential, or a whole one. */
export interface Candidate {
  readonly role: Role;
  /** The kind of finding that it is if nothing is paired with it. */
  readonly kind: Kind;
  /** Where its text, still encoded, starts and ends in the content. */
  readonly start: number;
  readonly end: number;
  /** The decoded value. */
  readonly value: Secret;
  readonly class: Class;
  readonly confidence: Confidence;
  /** How it was recognised: by its own structure, by the name it is assigned to, or by its randomness alone. */
  readonly basis: 'structure' | 'name' | 'entropy';
  /** The name that it is assigned to, lower case without separators. */
  readonly slot?: string;
  readonly form?: Form;
  /** Encodings around it, outermost first: `base64`, `utf-16le`, `url`, … */
  readonly via: readonly string[];
  readonly facts: Facts;
  /** Sentences for a person on how sure we are, and why. Never a part of the value. */
  readonly reasons: readonly string[];
}

/**
 * Where something begins that is written as base64 and is a content of its own: something packed, or base64 once more in what is
 * encoded already. It may hold credentials, and is none.
 */
export interface WrittenHead {
  readonly role: 'packed' | 'encoded';
  /** A byte range of the content: that of the head, by which it is known. One that is encoded begins with a group of four. */
  readonly start: number;
  readonly end: number;
}

/** What the finder finds in a content. */
export type Found = Candidate | WrittenHead;

export type Parts = Readonly<Partial<Record<Role, Candidate>>>;

/** Candidates that belong together. A pure function of one content (or, by `pairing: 'across'`, of several). */
export interface Credential {
  readonly kind: Kind;
  readonly lifetime: Lifetime;
  readonly parts: Parts;
  readonly class: Class;
  readonly confidence: Confidence;
  readonly basis: Candidate['basis'];
  readonly form?: Form;
  /** What joined the parts; absent if there is one part only. */
  readonly pairing?: 'structure' | 'near' | 'far' | 'across';
  readonly facts: Facts;
  readonly reasons: readonly string[];
  /** Names of safer sources of credentials that the same content mentions: `taskRoleArn`, `role-to-assume`, … */
  readonly shadowed?: readonly string[];
  readonly via: readonly string[];
  /** The byte range from the first part's start to the last part's end, in the content (or archive member). */
  readonly start: number;
  readonly end: number;
  /** Offset of the leading part (id, else secret, else token, else value), and its line and column if already known. */
  readonly at: number;
  /** Line and column (both from 1, column in bytes) inside an archive member, whose bytes are gone once it is scanned. */
  readonly inner?: { readonly line: number; readonly column: number };
}

/** Why something in scope was not read. `--accept-unread` takes these names. */
export type UnreadClass =
  | 'shallow'
  | 'missing'
  | 'archive-bound'
  | 'candidate-bound'
  | 'unreadable'
  | 'damaged'
  | 'special-file'
  | 'submodule'
  | 'lfs'
  | 'timeout'
  | 'git'
  | 'internal';

/** One thing that was in scope and not read whole. */
export interface Unread {
  readonly class: UnreadClass;
  readonly what: string;
  readonly why: string;
}

/** What scanning one content gives. It holds no path and no whole-file statistics. */
export interface ContentScan {
  readonly credentials: readonly Credential[];
  /** Bounds that were hit inside this content. `what` names the archive member, or is empty for the content itself. */
  readonly unread: readonly Unread[];
  /** Encrypted or corrupt archives that were scanned as plain bytes. */
  readonly opaque: number;
  /** The object id in a Git LFS pointer, if the content is one. */
  readonly lfsPointer?: string;
}

export type Where = 'worktree' | 'index' | 'history' | 'message' | 'stdin';
export type Part = 'content' | 'message' | 'author' | 'header' | 'file-name' | 'ref-name' | 'link-target';
export type State = 'head' | 'history' | 'local';

/** One place of a finding. 3,000 versions of one file are one sighting. */
export interface Sighting {
  readonly where: Where;
  readonly part: Part;
  /** With `/`, relative to the repository root, or to the scanned folder outside one. Empty for stdin and messages. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The first commit (in topological order) that has it; line and column are those in this commit. */
  readonly commit?: string;
  readonly author?: string;
  /** Author date of `commit`, ISO 8601. */
  readonly date?: string;
  /** Committer time of `commit`: a temporary credential cannot have been issued after it. */
  readonly committedAt?: number;
  readonly lastCommit?: string;
  /** The id of the blob, where nothing gives it a path. */
  readonly object?: string;
  readonly versions?: number;
  readonly state?: State;
  readonly via?: readonly string[];
  /** True if more paths exist than were followed. */
  readonly pathsTruncated?: boolean;
}

/** One credential seen at one place; what sources hand to the rest of the pipeline. */
export interface Occurrence {
  readonly credential: Credential;
  readonly sighting: Sighting;
}

/** One credential, wherever it is seen. */
export interface Finding {
  readonly fingerprint: string;
  readonly kind: Kind;
  readonly lifetime: Lifetime;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly class: Class;
  readonly parts: Readonly<Partial<Record<Role, Secret>>>;
  readonly account?: string;
  readonly region?: string;
  readonly issuedAt?: number;
  readonly expiresAt?: number;
  /** True: proven expired. False: an expiry is known and lies ahead. Absent: not known. */
  readonly expired?: boolean;
  /** What it is, in one sentence. */
  readonly title: string;
  /** What to do, in order. */
  readonly advice: readonly string[];
  /** How sure we are and why, why it has its severity, what the time says: one sentence each. */
  readonly reasons: readonly string[];
  readonly sightings: readonly Sighting[];
  /** What else stands in the names of the places that must not be shown. No report has it. */
  readonly inNames?: readonly { readonly role: Role; readonly secret: Secret }[];
  readonly form?: Form;
  readonly pairing?: Credential['pairing'];
  /** True if it is seen only in stash, reflog or unreachable objects. */
  readonly localOnly: boolean;
  /** Set if a policy keeps it from deciding the exit status: which one, and the person's reason. */
  readonly suppressed?: { readonly by: 'inline' | 'ignore' | 'baseline'; readonly reason?: string };
}

/** `expected = scanned + skipped + failed`, always. */
export interface Tally {
  readonly expected: number;
  readonly scanned: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly failed: readonly Unread[];
}

/** What was in scope, what was read, what was not and why. */
export interface Receipt {
  readonly complete: boolean;
  /** What was asked for and how it was understood, for a person. */
  readonly scope: string;
  readonly refs: number;
  readonly commits: number;
  readonly objects: Tally;
  readonly files: Tally;
  readonly bytes: number;
  readonly seconds: number;
  /** Facts that a reader should know and that do not make the scan incomplete: submodules, LFS pointers, accepted unread. */
  readonly notes: readonly string[];
  /** How the history was read: objects through the pack reader, objects through git. */
  readonly readers?: { readonly pack: number; readonly git: number };
  readonly versions: { readonly keysift: string; readonly git?: string; readonly node: string };
}

export interface ScanResult {
  readonly findings: readonly Finding[];
  readonly receipt: Receipt;
}
