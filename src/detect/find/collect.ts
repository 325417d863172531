/**
 * Judges all that stands in a view and collects what passes. Every verdict is made on a scene: the value and its window.
 */
import type { Found, Kind, Role, WrittenHead } from '../../model.ts';
import { Secret } from '../../secret.ts';
import { encodedHeadAt, encodedHeadsIn } from '../archive/encoded-head.ts';
import { writtenHeadAt, writtenHeadsIn } from '../archive/written-head.ts';
import type { Detector, Verdict } from '../detector.ts';
import { idsIn, type Judgement, judgeId } from '../detectors/access-key-id.ts';
import { detectors } from '../detectors/index.ts';
import { judgeSecret, secretsIn } from '../detectors/secret-access-key.ts';
import { judgeToken, tokensIn } from '../detectors/session-token.ts';
import { IN_BASE64 } from './alphabet.ts';
import { ANCHORS } from './anchors.ts';
import { runsIn } from './text-runs.ts';
import { endAt, type Scene, sceneOf, startAt, type View } from './view.ts';
import { REACH, WINDOW } from './window.ts';

/** Says whether a candidate that was found may stand: it sees its range in the content and its scene. */
export type Filter = (start: number, end: number, scene: Scene) => boolean;

/** The order of candidates: by start; of two that start together, the longer one first. */
export function byPlace(a: Found, b: Found): number {
  return a.start - b.start || b.end - a.end || (a.role < b.role ? -1 : a.role > b.role ? 1 : 0);
}

const OF_LENGTH = detectors.filter(one => one.runLengths);
const RUN_LENGTHS = detectors.flatMap(one => one.runLengths ?? []);
/** Two of them may be padding. */
const SHORTEST_OF_LENGTH = Math.min(...RUN_LENGTHS) - 2;
const LONGEST_OF_LENGTH = Math.max(...RUN_LENGTHS);

/** All anchors at once: one search of a text instead of one for each. */
const ANY_ANCHOR = new RegExp(
  ANCHORS.map(anchor => anchor.toString('latin1').replace(/[^A-Za-z0-9]/g, '\\$&')).join('|'),
);

export class Collection {
  readonly #found = new Map<string, Found>();
  readonly #from: number;
  readonly #to: number;

  /** Takes what touches [from, to). */
  constructor(from: number, to: number) {
    this.#from = from;
    this.#to = to;
  }

  sorted(): Found[] {
    return [...this.#found.values()].sort(byPlace);
  }

  /** Everything in the view that is a part of an access key and begins between its characters `from` and `to`. */
  parts(view: View, filter: Filter, from = 0, to = view.text.length): void {
    for (const [start, end] of idsIn(view.text, from, to))
      this.#judge(view, start, end, undefined, 'accessKeyId', 'aws-access-key', judgeId, filter);
    for (const [start, end] of secretsIn(view.text, from, to))
      this.#judge(view, start, end, undefined, 'secretAccessKey', 'aws-secret-access-key', judgeSecret, filter);
    for (const { start, end, value } of tokensIn(view, from, to))
      this.#judge(view, start, end, value, 'sessionToken', 'aws-session-token', judgeToken, filter);
  }

  /**
   * Everything in the view that one of the registered detectors knows.
   * @param anchored whether one of them has an anchor in it, if that is known.
   */
  values(view: View, filter: Filter, anchored = hasAnchor(view.text)): void {
    const { text } = view;
    if (anchored) this.#anchored(view, filter);
    for (const [start, end] of runsIn(text, SHORTEST_OF_LENGTH, LONGEST_OF_LENGTH)) {
      const length = end - start + paddingAt(text, end);
      for (const detector of OF_LENGTH)
        if (detector.runLengths?.includes(length)) this.#ask(detector, view, start, filter);
    }
  }

  #anchored(view: View, filter: Filter): void {
    const { text } = view;
    for (const detector of detectors) {
      for (const anchor of detector.anchors)
        for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1))
          this.#ask(detector, view, at, filter);
    }
  }

  /** The head of something packed, if one begins with character `at`. */
  packed(view: View, at: number, filter: Filter): void {
    this.#head(view, at, 'packed', writtenHeadAt, startOf(view), filter);
  }

  /** The heads of all that is packed in a text. */
  allPacked(view: View, filter: Filter): void {
    for (const at of writtenHeadsIn(view.text, 0, view.text.length)) this.packed(view, at, filter);
  }

  /**
   * The heads of what is encoded or packed once more in a text that was in base64, between its characters `from` and `to`.
   * @param groupOf where in the content the group of four begins that a character of the view is of.
   */
  inner(view: View, filter: Filter, groupOf: (at: number) => number, from: number, to: number): void {
    for (const at of encodedHeadsIn(view.text, from, to))
      this.#head(view, at, 'encoded', encodedHeadAt, groupOf, filter);
    for (const at of writtenHeadsIn(view.text, from, to))
      this.#head(view, at, 'encoded', writtenHeadAt, groupOf, filter);
  }

  /** The heads of what is in base64 in a text in UTF-16, between its characters `from` and `to`. */
  encoded(view: View, filter: Filter, from: number, to: number): void {
    for (const at of encodedHeadsIn(view.text, from, to))
      this.#head(view, at, 'encoded', encodedHeadAt, startOf(view), filter);
  }

  #head(
    view: View,
    at: number,
    role: WrittenHead['role'],
    headAt: (text: string, at: number) => number | undefined,
    beginOf: (at: number) => number,
    filter: Filter,
  ): void {
    const end = headAt(view.text, at);
    if (end === undefined) return;
    const low = beginOf(at);
    const high = endAt(view, end);
    if (!this.#wants(low, high, role)) return;
    const scene = sceneOf(view, at, end);
    if (scene && headAt(scene.before + scene.value, scene.before.length) && filter(low, high, scene))
      this.#found.set(keyOf(low, high, role), { role, start: low, end: high });
  }

  #judge(
    view: View,
    start: number,
    end: number,
    value: string | undefined,
    role: Role,
    kind: Kind,
    judge: (scene: Scene) => Judgement | undefined,
    filter: Filter,
  ): void {
    const [low, high] = [startAt(view, start), endAt(view, end)];
    if (!this.#wants(low, high, role)) return;
    const scene = sceneOf(view, start, end, value);
    const judgement = scene && judge(scene);
    if (scene && judgement && filter(low, high, scene)) this.#add(view, low, high, role, kind, scene.value, judgement);
  }

  #ask(detector: Detector, view: View, at: number, filter: Filter): void {
    const first = askAt(detector, view, at);
    if (!first) return;
    const [low, high] = [startAt(view, first.start), endAt(view, first.end)];
    if (!this.#wants(low, high, detector.role)) return;
    // Asked again with no more than the window, the same must come out: a verdict may depend on nothing else.
    const scene = sceneOf(view, first.start, first.end);
    if (!scene) return;
    const shift = first.start - scene.before.length;
    const text = scene.before + scene.value + scene.after;
    if (at < shift || at >= shift + text.length) return;
    const { atStart, atEnd } = scene;
    const verdict = detector.judge({ text, atStart, atEnd }, at - shift);
    if (verdict?.start !== scene.before.length || verdict.end !== scene.before.length + scene.value.length) return;
    if (!filter(low, high, scene)) return;
    this.#add(view, low, high, detector.role, detector.kind, verdict.value ?? scene.value, verdict);
  }

  #wants(start: number, end: number, role: Found['role']): boolean {
    if (start >= this.#to || end <= this.#from || end - start > REACH) return false;
    return this.#found.size === 0 || !this.#found.has(keyOf(start, end, role));
  }

  #add(view: View, start: number, end: number, role: Role, kind: Kind, value: string, judgement: Judgement): void {
    this.#found.set(keyOf(start, end, role), {
      role,
      kind,
      start,
      end,
      value: new Secret(value),
      class: judgement.class,
      confidence: judgement.confidence,
      basis: judgement.basis,
      ...(judgement.slot && { slot: judgement.slot }),
      ...(judgement.form && { form: judgement.form }),
      via: view.via,
      facts: judgement.facts,
      reasons: judgement.reasons,
    });
  }
}

function startOf(view: View): (at: number) => number {
  return at => startAt(view, at);
}

function keyOf(start: number, end: number, role: Found['role']): string {
  return `${start}:${end}:${role}`;
}

/** The first verdict, on the most that a detector may see. */
function askAt(detector: Detector, view: View, at: number): Verdict | undefined {
  const from = Math.max(0, at - WINDOW);
  const to = Math.min(view.text.length, at + REACH + WINDOW);
  const text = view.text.slice(from, to);
  const verdict = detector.judge(
    { text, atStart: view.atStart && from === 0, atEnd: view.atEnd && to === view.text.length },
    at - from,
  );
  return verdict && { ...verdict, start: verdict.start + from, end: verdict.end + from };
}

/** How many `=` stand at `at`, if they can end base64; else less than makes a length. */
function paddingAt(text: string, at: number): number {
  let end = at;
  while (end < at + 3 && text.charAt(end) === '=') end++;
  return end === at + 3 || (end > at && IN_BASE64[text.charCodeAt(end)] === 1) ? Number.NEGATIVE_INFINITY : end - at;
}

/** True if a registered detector has an anchor in `text`. */
export function hasAnchor(text: string): boolean {
  return ANY_ANCHOR.test(text);
}
