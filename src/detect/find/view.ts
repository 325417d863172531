/**
 * A bounded piece of a content as text, one character a byte, perhaps decoded: it knows for every character which bytes of
 * the content it came from. Every judgement is made on a view that was cut to the window of what is judged.
 */
import { LaterPlaces, type Places } from './places.ts';
import { firstThat } from './sorted.ts';
import { WINDOW } from './window.ts';

export interface View {
  readonly text: string;
  /** Where in the content, from `base` on, each character stands; absent if character i is byte `base + i`. */
  readonly places?: Places;
  /** Offset in the content that all others are relative to. */
  readonly base: number;
  /** Offsets in the content between which this view was made, and whether the content begins and ends there. */
  readonly from: number;
  readonly to: number;
  readonly atStart: boolean;
  readonly atEnd: boolean;
  /** How far from its edges a view may be read wrong, because an escape or joiner is cut there. */
  readonly margin: number;
  readonly via: readonly string[];
  /** Where bytes further on say how the text is read, in order. */
  readonly doubts?: readonly Doubt[];
}

/** How the text behind `at` is read shows by the bytes up to `sureAt`: offsets in the content. */
export interface Doubt {
  readonly at: number;
  readonly sureAt: number;
}

/** The bytes from `from` to `to`, as they are. */
export function plainView(bytes: Buffer, from: number, to: number): View {
  const low = Math.max(0, from);
  const high = Math.min(bytes.length, to);
  return {
    text: bytes.toString('latin1', low, high),
    base: low,
    from: low,
    to: high,
    atStart: low === 0,
    atEnd: high === bytes.length,
    margin: 0,
    via: [],
  };
}

/** The characters of `view` from `from` to `to`, as a view of their own. */
export function pieceOf(view: View, from: number, to: number): View {
  const { text, places } = view;
  const low = Math.max(0, from);
  const high = Math.min(text.length, to);
  if (low === 0 && high === text.length) return view;
  return {
    ...view,
    text: text.slice(low, high),
    ...(places && { places: new LaterPlaces(places, low) }),
    base: places ? view.base : view.base + low,
    from: low === 0 ? view.from : startAt(view, low),
    to: high === text.length ? view.to : endAt(view, high),
    atStart: view.atStart && low === 0,
    atEnd: view.atEnd && high === text.length,
  };
}

/** Offset in the content where character `index` starts. */
export function startAt(view: View, index: number): number {
  return view.base + (view.places ? view.places.startOf(index) : index);
}

/** Offset in the content where the character before `index` ends. */
export function endAt(view: View, index: number): number {
  return view.base + (view.places ? view.places.endOf(index - 1) : index);
}

/** Index of the first character of `view` that starts at `offset` of the content or behind it. */
export function indexAt(view: View, offset: number): number {
  const index = offset - view.base;
  const { places, text } = view;
  return places ? firstStart(places, text.length, index) : Math.min(Math.max(0, index), text.length);
}

/** Index of the first of `count` characters that starts at `least` or behind it. */
function firstStart(places: Places, count: number, least: number): number {
  return firstThat(count, index => places.startOf(index) >= least);
}

/** Index of the first of `count` characters that ends at `least` or behind it. */
function firstEnd(places: Places, count: number, least: number): number {
  return firstThat(count, index => places.endOf(index) >= least);
}

/** What a judge sees of a value: itself and the text around it, as far as its verdict may depend on it. */
export interface Scene {
  readonly value: string;
  readonly before: string;
  readonly after: string;
  /** True if the content begins (ends) where `before` (`after`) does. */
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/**
 * The scene of the characters from `start` to `end`, or undefined if the view does not hold its whole window. The same bytes
 * in the window give the same scene, from whatever larger view.
 */
export function sceneOf(
  view: View,
  start: number,
  end: number,
  value = view.text.slice(start, end),
): Scene | undefined {
  const [begin, finish] = [startAt(view, start), endAt(view, end)];
  const [low, high] = [begin - WINDOW, finish + WINDOW];
  if ((low < view.from && !view.atStart) || (high > view.to && !view.atEnd)) return undefined;
  const doubt = view.doubts?.findLast(one => one.at < finish && isOpen(view, one, finish));
  if (doubt && doubt.at >= begin) return undefined;
  // Bytes near the window's edge may be read in two ways, by an escape that begins outside; so they are not shown.
  const seen = doubt ? Math.max(low, doubt.at + 1) : low;
  const first = seen < 0 ? 0 : seen + view.margin;
  const a = view.places ? firstStart(view.places, start, first - view.base) : Math.max(0, first - view.base);
  return {
    value,
    before: view.text.slice(a, start),
    after: view.text.slice(end, windowEnd(view, end)),
    atStart: low < 0,
    atEnd: high > view.to,
  };
}

/** One past the last character that the scene of something that ends before character `end` shows. */
export function windowEnd(view: View, end: number): number {
  const { places, text } = view;
  const finish = endAt(view, end);
  const high = finish + WINDOW;
  const doubt = doubtBehind(view, finish);
  const shown = doubt ? Math.min(high, doubt.at) : high;
  const last = (shown > view.to ? view.to : shown - view.margin) - view.base;
  return places ? Math.max(end, firstEnd(places, text.length, last + 1)) : Math.min(text.length, last);
}

/** Where behind `finish` the window of what ends there does not show any more how the text is read, if there is such a place. */
export function doubtBehind(view: View, finish: number): Doubt | undefined {
  return view.doubts?.find(one => one.at >= finish && isOpen(view, one, finish));
}

/** True if the window of what ends at `finish` does not show enough to be sure. */
function isOpen(view: View, { sureAt }: Doubt, finish: number): boolean {
  const high = finish + WINDOW;
  return high > view.to ? sureAt > view.to : sureAt > high - view.margin;
}
