/**
 * Reads findings back from a JSON or JSONL report. A report is a file like any other: nothing in it is believed to be
 * masked, escaped or of the right type.
 */
import { SEVERITIES } from '../detect/grade/severities.ts';
import { UsageError } from '../errors.ts';
import type { Class, Confidence, Form, Kind, Lifetime, Role, Sighting, State, Where } from '../model.ts';
import { Secret } from '../secret.ts';
import type { Told } from './explain.ts';
import { SCHEMA } from './json.ts';
import { mask } from './mask.ts';
import { redaction } from './redact.ts';

const CONFIDENCES: readonly Confidence[] = ['high', 'medium', 'low'];
const LIFETIMES: readonly Lifetime[] = ['long-term', 'temporary', 'unknown'];
const CLASSES: readonly Class[] = ['live', 'example', 'canary', 'emulator', 'placeholder', 'impossible'];
const WHERES: readonly Where[] = ['worktree', 'index', 'history', 'message', 'stdin'];
const STATES: readonly State[] = ['head', 'history', 'local'];
const PARTS = ['content', 'message', 'author', 'header', 'file-name', 'ref-name', 'link-target'] as const;
const PAIRINGS = ['structure', 'near', 'far', 'across'] as const;
const POLICIES = ['inline', 'ignore', 'baseline'] as const;
const ROLES: readonly Role[] = ['accessKeyId', 'secretAccessKey', 'sessionToken', 'value'];
const FORMS: readonly Form[] = [
  'root-key-export',
  'console-export',
  'terraform-state',
  'signed-request',
  'audit-log',
  'sso-cache',
  'login-cache',
];

/** What a report tells: its findings, and whether its receipt says that the scan was complete. */
export interface ToldReport {
  readonly findings: readonly Told[];
  readonly complete: boolean;
}

/**
 * What a report tells, JSON or JSONL.
 * @throws UsageError if `text` is no report of keysift, or of a version that this one does not read.
 */
export function parseReport(text: string): ToldReport {
  const whole = parse(text);
  if (isRecord(whole) && Array.isArray(whole.findings)) {
    if (whole.schema !== SCHEMA) throw new UsageError(`the report is not of schema ${SCHEMA}; scan again`);
    return { findings: whole.findings.flatMap(toldOf), complete: isComplete(whole) };
  }
  const lines = text.split('\n').map(parse);
  const last = lines.findLast(isRecord);
  if (last?.schema !== SCHEMA) {
    throw new UsageError(`this is no JSON or JSONL report of schema ${SCHEMA}, or its end is missing; scan again`);
  }
  return { findings: lines.flatMap(toldOf), complete: isComplete(last) };
}

/** A report without a receipt has no proof that everything was read. */
function isComplete({ receipt }: Readonly<Record<string, unknown>>): boolean {
  return isRecord(receipt) && receipt.complete === true;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON as a whole: it may be JSONL, which the caller tries next; if that fails too, the caller says so.
    return undefined;
  }
}

/** The finding that an object tells, or none: a receipt, or something else. */
function toldOf(object: unknown): Told | [] {
  if (!isRecord(object)) return [];
  const fingerprint = textOf(object.fingerprint);
  const severity = oneOf(SEVERITIES, object.severity);
  if (fingerprint === undefined || severity === undefined) return [];
  const account = textOf(object.account);
  const region = textOf(object.region);
  const form = oneOf(FORMS, object.form);
  const pairing = oneOf(PAIRINGS, object.pairing);
  const suppressed = isRecord(object.suppressed) ? object.suppressed : undefined;
  const by = oneOf(POLICIES, suppressed?.by);
  const reason = textOf(suppressed?.reason);
  const sightings = arrayOf(object.sightings).flatMap(sightingOf);
  const { masked, values } = partsOf(object.parts);
  // A report made with --show-secrets may have them in paths and names too.
  const redact = redaction([{ parts: values, sightings }], false);
  return {
    fingerprint,
    severity,
    kind: (textOf(object.kind) ?? 'unknown') as Kind,
    lifetime: oneOf(LIFETIMES, object.lifetime) ?? 'unknown',
    confidence: oneOf(CONFIDENCES, object.confidence) ?? 'low',
    class: oneOf(CLASSES, object.class) ?? 'live',
    parts: masked,
    title: redact.text(textOf(object.title) ?? ''),
    advice: textsOf(object.advice).map(redact.text),
    reasons: textsOf(object.reasons).map(redact.text),
    sightings: sightings.map(one => ({
      ...one,
      path: redact.path(one),
      ...(one.author !== undefined && { author: redact.author(one.author) }),
    })),
    localOnly: object.localOnly === true,
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    ...(form && { form }),
    ...(pairing && { pairing }),
    ...(by && { suppressed: { by, ...(reason !== undefined && { reason }) } }),
  };
}

/** What is masked already stays; a value (the report may have been made with `--show-secrets`) is masked now. */
function partsOf(parts: unknown) {
  const masked: Partial<Record<Role, string>> = {};
  const values: Partial<Record<Role, Secret>> = {};
  if (!isRecord(parts)) return { masked, values };
  for (const role of ROLES) {
    const text = textOf(parts[role]);
    if (text === undefined) continue;
    const isMasked = role === 'accessKeyId' ? /^[A-Z]{4}…[A-Z0-9]{4}$/.test(text) : false;
    if (isMasked || /^\[\d{1,9} characters?\]$/.test(text)) {
      masked[role] = text;
    } else {
      values[role] = new Secret(text);
      masked[role] = mask(role, values[role]);
    }
  }
  return { masked, values };
}

function sightingOf(object: unknown): Sighting | [] {
  if (!isRecord(object)) return [];
  const [commit, author, date, lastCommit, blob] = (['commit', 'author', 'date', 'lastCommit', 'object'] as const).map(
    name => textOf(object[name]),
  );
  const state = oneOf(STATES, object.state);
  const versions = object.versions;
  return {
    where: oneOf(WHERES, object.where) ?? 'worktree',
    part: oneOf(PARTS, object.part) ?? 'content',
    path: textOf(object.path) ?? '',
    line: numberOf(object.line),
    column: numberOf(object.column),
    via: textsOf(object.via),
    ...(commit !== undefined && { commit }),
    ...(author !== undefined && { author }),
    ...(date !== undefined && { date }),
    ...(lastCommit !== undefined && { lastCommit }),
    ...(state && { state }),
    ...(blob !== undefined && { object: blob }),
    ...(typeof versions === 'number' && { versions }),
    ...(object.pathsTruncated === true && { pathsTruncated: true }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function oneOf<T extends string>(names: readonly T[], value: unknown): T | undefined {
  return names.find(name => name === value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function textsOf(value: unknown): string[] {
  return arrayOf(value).filter(one => typeof one === 'string');
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 1;
}
