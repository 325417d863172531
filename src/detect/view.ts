/**
 * A bounded piece of a content as text, one character a byte, perhaps decoded: it knows for every character which bytes of
 * the content it came from. Every judgement is made on a view that was cut to the window of what is judged.
 */
import { WINDOW } from './window.ts';

export interface View {
  readonly text: string;
  /** Where in the content the bytes of each character start and end; absent if character i is byte `base + i`. */
  readonly starts?: Int32Array;
  readonly ends?: Int32Array;
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

/** Offset in the content where character `index` starts. */
export function startAt(view: View, index: number): number {
  return view.base + (view.starts ? (view.starts[index] as number) : index);
}

/** Offset in the content where the character before `index` ends. */
export function endAt(view: View, index: number): number {
  return view.base + (view.ends ? (view.ends[index - 1] as number) : index);
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
  const low = startAt(view, start) - WINDOW;
  const high = endAt(view, end) + WINDOW;
  if ((low < view.from && !view.atStart) || (high > view.to && !view.atEnd)) return undefined;
  // Bytes near the window's edge may be read in two ways, by an escape that begins outside; so they are not shown.
  const first = low < 0 ? 0 : low + view.margin;
  const last = high > view.to ? view.to : high - view.margin;
  let a = start;
  let b = end;
  if (view.starts) {
    while (a > 0 && startAt(view, a - 1) >= first) a--;
    while (b < view.text.length && endAt(view, b + 1) <= last) b++;
  } else {
    a = Math.max(0, first - view.base);
    b = Math.min(view.text.length, last - view.base);
  }
  return {
    value,
    before: view.text.slice(a, start),
    after: view.text.slice(end, b),
    atStart: low < 0,
    atEnd: high > view.to,
  };
}
