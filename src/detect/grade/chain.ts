/**
 * Where a credential stands in the credential provider chain, by the places where it was found: which source it is to an SDK,
 * which safer one replaces it there, and which one it shadows.
 * Order: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html, and the chains of the SDKs themselves
 * (JavaScript v3 credential-provider-node, botocore create_credential_resolver, Java v2 DefaultCredentialsProvider, Go v2
 * config/resolve_credentials).
 */
import type { Form, Kind, Occurrence, Sighting } from '../../model.ts';
import { placeOf } from '../advice/place.ts';
import { REPLACEMENTS, type Replacement, type Source } from '../advice/replacement.ts';
import { shadowSentences } from './shadow.ts';

/** More places than these would bury the advice. */
const MOST_PLACES = 3;

/** Kinds that SDKs look for by the provider chain; the others are used by one client or service and say so in their steps. */
const IN_CHAIN: ReadonlySet<Kind> = new Set<Kind>(['aws-access-key', 'aws-secret-access-key', 'aws-session-token']);

/** What is known of the places, each kind of place once: those that still have it first. */
export interface Link {
  readonly replacement: Replacement;
  /** One sentence for each safer source that the same file names. */
  readonly shadows: readonly string[];
}

/** At most three links for a finding, from its occurrences. Empty for a kind that no SDK looks for by the chain. */
export function chainOf(kind: Kind, form: Form | undefined, occurrences: readonly Occurrence[]): Link[] {
  if (!IN_CHAIN.has(kind)) return [];
  const links = new Map<string, { replacement: Replacement; names: Set<string> }>();
  for (const { credential, sighting } of [...occurrences].sort(byPresence)) {
    const names = credential.shadowed ?? [];
    const place = placeOf(sighting.path, credential.form ?? form, names);
    if (sighting.part !== 'content') continue;
    const link = links.get(place) ?? { replacement: REPLACEMENTS[place], names: new Set() };
    for (const name of names) link.names.add(name);
    links.set(place, link);
  }
  return [...links.values()].slice(0, MOST_PLACES).map(({ replacement, names }) => ({
    replacement,
    shadows: shadowSentences([...names], replacement.source),
  }));
}

/** The advice of each link: one step a place. */
export function replaceSteps(links: readonly Link[]): string[] {
  return links.map(({ replacement, shadows }) => [replacement.use, ...shadows, replacement.link].join(' '));
}

/** Where the places of a finding stand in the chain: one sentence for each kind of place, at most three. */
export function chainStory(kind: Kind, form: Form | undefined, sightings: readonly Sighting[]): string[] {
  if (!IN_CHAIN.has(kind)) return [];
  const present = [...sightings].filter(one => one.part === 'content').sort((a, b) => presence(a) - presence(b));
  const places = new Set(present.map(one => placeOf(one.path, form, [])));
  return [...places].slice(0, MOST_PLACES).map(place => {
    const { name, source } = REPLACEMENTS[place];
    return `Found in ${name}. ${ORDER[source]}`;
  });
}

const ORDER: Readonly<Record<Source, string>> = {
  code: 'Passed in code or settings: first in the chain of every SDK. Environment, web identity, shared files, container and instance roles are never asked.',
  environment:
    'In the environment: second in the chain, after code. It comes before web identity (IRSA), SSO, shared files, container roles (ECS, Pod Identity) and the instance role; only Node skips it if AWS_PROFILE is set.',
  file: 'In a shared file: after code and environment, before container roles (ECS, Pod Identity) and the instance role. Node reads it before a web identity (IRSA); Java, Go and botocore (boto3, CLI) read it after.',
  provider:
    'Given to a Terraform provider or backend: it comes before environment, shared files and roles, and is the identity from which assume_role starts.',
  none: 'Where it stands no SDK reads it; it is there for whoever reads the file.',
};

const STATE = { head: 0, history: 1, local: 2 } as const;

function byPresence(a: Occurrence, b: Occurrence): number {
  return presence(a.sighting) - presence(b.sighting);
}

function presence({ where, state }: Sighting): number {
  if (where === 'worktree' || where === 'index' || where === 'stdin') return 0;
  return 1 + STATE[state ?? 'history'];
}
