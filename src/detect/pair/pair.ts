/**
 * Joins candidates of one content into credentials: a pure function of the candidates and of the bytes from `WINDOW` before
 * the first to `WINDOW` after the last. Across a gap of more than `PAIR_GAP` bytes without a candidate it reads nothing, so
 * that a content of any size can be paired from the pieces around its candidates.
 */
import type { Candidate, Credential } from '../../model.ts';
import { credentialOf, loneSecret, type Part } from './credential.ts';
import { ownExpiry } from './own-expiry.ts';
import { affixOf, costOf, LEAST_COST, MOST_COST, NEAR, STRUCTURE_COST } from './pair-cost.ts';
import { type Match, matchAll } from './pair-match.ts';

/** Two candidates further apart than this are paired, if at all, by distance alone: no byte between them is read. */
export const PAIR_GAP = 65_536;

/** Access to the bytes of a content around its candidates, by offset in that content. */
export interface ByteSource {
  readonly length: number;
  /** The bytes from `start` to `end`, cut at the ends of the content. */
  slice(start: number, end: number): Buffer;
}

/** The credentials that `candidates` (in order of start) make up, in order of their leading part. */
export function pairCandidates(candidates: readonly Candidate[], bytes: ByteSource): Credential[] {
  const outer = withoutInner(candidates);
  const groups = groupsOf(outer, bytes);
  return groups
    .map(group => complete(group, outer, bytes))
    .map(credentialOf)
    .sort((x, y) => x.at - y.at || x.end - y.end);
}

/** Without what stands inside another: the id and token of a signed URL, a piece of a wrapped token, one found in two ways. */
function withoutInner(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  let value: Candidate | undefined;
  let token: Candidate | undefined;
  const byRole = new Map<string, Candidate>();
  for (const one of candidates) {
    const within = (other: Candidate | undefined) => other !== undefined && other !== one && one.end <= other.end;
    if (within(value) || (one.role !== 'value' && within(token)) || within(byRole.get(one.role))) continue;
    if (one.role === 'value' && one.end > (value?.end ?? -1)) value = one;
    if (one.role === 'sessionToken' && one.end > (token?.end ?? -1)) token = one;
    byRole.set(one.role, one);
    kept.push(one);
  }
  return kept;
}

function groupsOf(candidates: readonly Candidate[], bytes: ByteSource): Part[] {
  const of = (role: Candidate['role']) => candidates.filter(one => one.role === role);
  const price = priceIn(candidates, bytes);
  const ids = of('accessKeyId').filter(one => one.form !== 'signed-request' && one.form !== 'audit-log');
  const secrets = of('secretAccessKey');
  const pairs = matchAll(ids, secrets, (id, secret) => (mayJoin(id, secret) ? price(id, secret) : undefined));
  const groups: Part[] = pairs.map(pair => ({ id: pair.a, secret: pair.b, pairing: pairingOf(pair) }));
  const used = new Set(pairs.flatMap(pair => [pair.a, pair.b]));
  addFar(groups, ids, secrets, used);
  for (const one of candidates)
    if (!used.has(one) && (one.role === 'accessKeyId' || one.role === 'secretAccessKey'))
      groups.push(one.role === 'accessKeyId' ? { id: one } : { secret: loneSecret(one) });
  addTokens(groups, of('sessionToken'), price);
  return withPasswords(groups, of('value'), ids, price);
}

function pairingOf({ cost }: Match): 'structure' | 'near' {
  return cost <= STRUCTURE_COST ? 'structure' : 'near';
}

/** A real secret does not belong to an example's id: somebody masked the id, or it is another's. */
function mayJoin(id: Candidate, partner: Candidate): boolean {
  const planted = id.class === 'canary' || id.class === 'emulator';
  return planted || (id.class === 'live') === (partner.class === 'live');
}

/** The one id and the one named secret that a content holds, however far apart. */
function addFar(groups: Part[], ids: readonly Candidate[], secrets: readonly Candidate[], used: Set<Candidate>): void {
  const lone = (all: readonly Candidate[]) => {
    const left = all.filter(one => !used.has(one));
    return new Set(left.map(one => one.value.reveal())).size === 1 ? left[0] : undefined;
  };
  const id = lone(ids);
  const secret = lone(secrets.filter(one => one.basis === 'name'));
  if (!id || !secret || !mayJoin(id, secret) || groups.length > 0) return;
  used.add(id).add(secret);
  groups.push({ id, secret, pairing: 'far' });
}

/** What a part of the same kind costs that stands between two; one that is named for something else than both costs nothing. */
const FOR_ANOTHER = 120;

type Price = (a: Candidate, b: Candidate) => number | undefined;

/** Cost by the text between two candidates, none if they are too far apart for it. */
function priceIn(candidates: readonly Candidate[], bytes: ByteSource): Price {
  const order = new Map(candidates.map((one, index) => [one, index]));
  const affixes = candidates.map(one => affixOf(one.slot ?? ''));
  return (a, b) => {
    const [first, second] = a.start <= b.start ? [a, b] : [b, a];
    if (second.start - first.end > NEAR) return undefined;
    const [from, to] = [order.get(first) as number, order.get(second) as number];
    const shared = affixes[from] === affixes[to] ? affixes[from] : '';
    let others = 0;
    for (let i = from + 1; i < to; i++) {
      const { role } = candidates[i] as Candidate;
      if (shared !== '' && affixes[i] !== '' && affixes[i] !== shared) continue;
      if (role === a.role || role === b.role) others += FOR_ANOTHER;
    }
    if (others + LEAST_COST > MOST_COST) return undefined;
    const between = bytes.slice(first.end, Math.max(first.end, second.start)).toString('latin1');
    return others + costOf(first, second, between.replaceAll('\0', ''));
  };
}

/** Tokens go to temporary keys only, and never to one of another account. */
function addTokens(groups: Part[], tokens: readonly Candidate[], price: Price): void {
  const leads = new Map<Candidate, Part>();
  for (const group of groups) {
    const lead = group.secret ?? group.id;
    const temporary = group.id ? group.id.value.reveal().startsWith('ASIA') : true;
    if (lead && temporary && (group.id || group.secret?.basis === 'name')) leads.set(lead, group);
  }
  const ordered = [...leads.keys()].sort((x, y) => x.start - y.start);
  const costs = (lead: Candidate, token: Candidate) => {
    const group = leads.get(lead) as Part;
    const accounts = [group.id?.facts.account, token.facts.account];
    if (accounts[0] && accounts[1] && accounts[0] !== accounts[1]) return undefined;
    if (group.id && !mayJoin(group.id, token) && token.class !== 'live') return undefined;
    const prices = [group.id, group.secret].flatMap(one => (one ? (price(one, token) ?? []) : []));
    return prices.length > 0 ? Math.min(...prices) : undefined;
  };
  const matches = matchAll(ordered, tokens, costs);
  const used = new Set(matches.map(one => one.b));
  for (const match of matches) {
    const group = leads.get(match.a) as Part;
    group.token = match.b;
    if (group.pairing === undefined || pairingOf(match) === 'near') group.pairing ??= pairingOf(match);
  }
  for (const token of tokens) if (!used.has(token)) groups.push({ token });
}

/** An SES password is of use with the id that is its user name. The id may belong to a key as well. */
function withPasswords(
  groups: readonly Part[],
  values: readonly Candidate[],
  ids: readonly Candidate[],
  price: Price,
): Part[] {
  const passwords = values.filter(one => one.kind === 'aws-ses-smtp-password');
  const matches = matchAll(ids, passwords, (id, password) => (mayJoin(id, password) ? price(id, password) : undefined));
  const idOf = new Map(matches.map(one => [one.b, one]));
  const taken = new Set<Candidate | undefined>(matches.map(one => one.a));
  const left = groups.filter(one => one.secret || one.token || !taken.has(one.id));
  const added = values.map((value): Part => {
    const match = idOf.get(value);
    return match ? { value, id: match.a, pairing: pairingOf(match) } : { value };
  });
  return [...left, ...added];
}

/** The group with the expiry that the text around it says. */
function complete(group: Part, all: readonly Candidate[], bytes: ByteSource): Part {
  const parts = [group.id, group.secret, group.token, group.value].filter(one => one !== undefined);
  const start = Math.min(...parts.map(one => one.start));
  const end = Math.max(...parts.map(one => one.end));
  if (end - start > PAIR_GAP) return group;
  const expiresAt = isTemporary(group) ? ownExpiry(parts, all, bytes) : undefined;
  return { ...group, ...(expiresAt !== undefined && { expiresAt }) };
}

function isTemporary({ id, token }: Part): boolean {
  return id ? id.value.reveal().startsWith('ASIA') : token !== undefined;
}
