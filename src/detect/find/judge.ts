/** Judges what stands around places that were named, in all that it may be wrapped in, and collects what passes. */
import type { Found } from '../../model.ts';
import { Base64Block } from '../decode/base64-block.ts';
import { blockEnd, endsInEscape, LONGEST_ESCAPE } from '../decode/block-edges.ts';
import { joined, unbroken, unescaped, unescapedText, utf16View } from '../decode/carriers.ts';
import { hasTokenHead } from '../detectors/session-token.ts';
import { holdsAnchor } from './anchors.ts';
import { Collection, type Filter, hasAnchor } from './collect.ts';
import { LONGEST_SPLIT } from './literals.ts';
import { AHEAD, isNamed, isNamedInUtf16 } from './named.ts';
import { indexAt, plainView, type Scene, startAt, type View } from './view.ts';
import { REACH, WINDOW } from './window.ts';

/** A candidate that a place names starts at most this far before it, and its window further by `WINDOW`. */
const PAD = 512 + WINDOW;
/** A block of base64 is followed so far from what names it, and what begins there is seen whole. */
const MOST_OF_BLOCK = 2 * REACH;
/** Blocks of base64 that are remembered. */
const MOST_BLOCKS = 4;
/** Soft breaks so near to a candidate count for it: whether one is there is seen within the window. */
const SEEN_BREAKS = WINDOW - 96;
/** No credential of one string is shorter. */
const SHORTEST_VALUE = 40;

export class Judge {
  readonly #bytes: Buffer;
  readonly #from: number;
  readonly #to: number;
  #collection: Collection | undefined;
  /** The last blocks of base64 that were decoded, so that the next line of one is not decoded again. */
  #blocks: Base64Block[] | undefined;

  /** Of `bytes`, what touches [from, to). */
  constructor(bytes: Buffer, from: number, to: number) {
    this.#bytes = bytes;
    this.#from = from;
    this.#to = to;
  }

  /** All that passed, in order of its start. */
  found(): Found[] {
    return this.#collection?.sorted() ?? [];
  }

  /** What stands around the places from `start` to `end`. */
  around(start: number, end: number): void {
    let views = viewsOf(plainView(this.#bytes, start - PAD, end + PAD));
    const anchored = this.#isAnchored(views);
    const isFar = anchored || mayReachFar(views);
    if (isFar) views = viewsOf(plainView(this.#bytes, start - PAD, end + PAD + REACH));
    this.#collection ??= new Collection(this.#from, this.#to);
    const collection = this.#collection;
    const { raw, plain, text, whole, soft } = views;
    const named = (low: number, high: number) => isNamed(this.#bytes, low, high);
    collection.parts(plain, named);
    collection.values(text, named, isFar ? undefined : anchored);
    if (plain.text !== text.text) collection.values(plain, named);
    if (whole) collection.parts(whole, splitIn(plain, whole, named));
    if (!soft) return;
    // A soft break right behind a value looks like padding, and one may stand in its name; so what is whole is judged again as well.
    const bounded: Filter = (low, high, scene) =>
      isBounded(low, high, scene) &&
      isShorter(soft.raw, raw, low - SEEN_BREAKS, high + SEEN_BREAKS) &&
      named(low, high);
    collection.parts(soft.plain, bounded);
    collection.values(soft.text, bounded);
    collection.values(soft.plain, bounded);
  }

  /** True if an anchor stands in the text of what surrounds a place. */
  #isAnchored({ raw, text }: Views): boolean {
    return text.text === raw.text ? holdsAnchor(this.#bytes, raw.from, raw.to) : hasAnchor(text.text);
  }

  /** What is packed, and begins at `at`. Kubernetes writes it as base64 twice: that has a head of its own. */
  written(at: number): void {
    const view = unescaped(plainView(this.#bytes, at - PAD, at + PAD));
    this.#collection ??= new Collection(this.#from, this.#to);
    // A few bytes tell of it: its own window names it wherever it stands.
    this.#collection.packed(view, indexAt(view, at), () => true);
  }

  /** What stands around a run of UTF-16. */
  utf16(start: number, end: number): void {
    this.#collection ??= new Collection(this.#from, this.#to);
    const view = unescaped(utf16View(this.#bytes, start - PAD, end + PAD + REACH, start));
    const named: Filter = (low, high) => isNamedInUtf16(this.#bytes, low, high);
    // What begins elsewhere is named by other runs.
    const [from, to] = [indexAt(view, start - AHEAD), indexAt(view, end + WINDOW)];
    this.#collection.parts(view, named, from, to);
    this.#collection.values(view, named);
    this.#collection.allPacked(view, named);
    const whole = joined(view);
    if (whole)
      this.#collection.parts(
        whole,
        splitIn(view, whole, named),
        indexAt(whole, start - AHEAD),
        indexAt(whole, end + WINDOW),
      );
    this.#collection.encoded(view, named, from, to);
  }

  /** True if a group of four at `at` is of a block that was judged a moment ago. */
  knows(at: number): boolean {
    return this.#blocks?.some(one => one.covers(at)) ?? false;
  }

  /** What a block of base64 encodes that has a group of four at `at`, in a run that ends at `runEnd`. */
  block(at: number, runEnd: number): void {
    if (endsInEscape(this.#bytes.toString('latin1', Math.max(0, at - LONGEST_ESCAPE), at))) return;
    const most = at + MOST_OF_BLOCK;
    const stop = blockEnd(this.#bytes, at, runEnd, MOST_OF_BLOCK);
    let goesOn = stop > most - PAD;
    let block = this.#blockIn(at, goesOn ? most + REACH + PAD : stop + PAD);
    // In a JSON string a block goes on over `\n`, and over `\/`.
    if (!goesOn && block.mayGoOn) {
      goesOn = true;
      block = this.#blockIn(at, most + REACH + PAD);
    }
    // Up to here a candidate and its window are in this view, if what names it stands behind `at`.
    block.coversTo(goesOn ? most - 2 * PAD : stop);
    this.#blocks ??= [];
    if (this.#blocks.push(block) > MOST_BLOCKS) this.#blocks.shift();
    this.#judgeBlock(block);
  }

  #blockIn(at: number, to: number): Base64Block {
    const view = unescaped(plainView(this.#bytes, at - PAD, to));
    return new Base64Block(view, indexAt(view, at));
  }

  #judgeBlock(block: Base64Block): void {
    if (!block.isWorthIt) return;
    this.#collection ??= new Collection(this.#from, this.#to);
    for (const view of block.views) this.#judgeDecoded(block, view, this.#collection);
  }

  #judgeDecoded(block: Base64Block, view: View, collection: Collection): void {
    const plain = unescaped(view);
    const [from, to] = block.rangeIn(plain);
    const named: Filter = (low, high) => block.holds(low, high) && block.names(low, high);
    collection.parts(plain, named, from, to);
    if (to - from >= SHORTEST_VALUE) collection.values(plain, named);
    const whole = joined(plain);
    if (whole) collection.parts(whole, splitIn(plain, whole, named), ...block.rangeIn(whole));
    const holding: Filter = (low, high) => block.holds(low, high) && block.namesBlocks(low, high);
    collection.inner(plain, holding, at => block.groupAt(startAt(plain, at)), from, to);
  }
}

/** What stands around a place, in all that it may be written in. */
interface Views {
  readonly raw: View;
  readonly plain: View;
  /** With the escapes of URLs, which are their own; those of what they are written in would lengthen them. */
  readonly text: View;
  /** With literals joined, if there are some to join. */
  readonly whole?: View | undefined;
  /** With the lines of quoted-printable text joined, if there are some. */
  readonly soft?: Pick<Views, 'raw' | 'plain' | 'text'> | undefined;
}

function viewsOf(raw: View): Views {
  const written = writtenIn(raw);
  const soft = unbroken(raw);
  return { ...written, whole: joined(written.plain), soft: soft && writtenIn(soft) };
}

function writtenIn(raw: View): Pick<Views, 'raw' | 'plain' | 'text'> {
  const plain = unescaped(raw);
  return { raw, plain, text: raw.text.includes('%') ? unescapedText(raw) : plain };
}

/** True if something may begin there that is longer than what surrounds a place: its first bytes may be in pieces, or escaped. */
function mayReachFar({ plain, text, whole, soft }: Views): boolean {
  if (hasTokenHead((whole ?? plain).text) || (plain.text !== text.text && hasAnchor(plain.text))) return true;
  return (
    soft !== undefined && (hasTokenHead(soft.plain.text) || hasAnchor(soft.text.text) || hasAnchor(soft.plain.text))
  );
}

/** Accepts what stands in pieces in `view` and was joined in `whole`. */
function splitIn(view: View, whole: View, filter: Filter): Filter {
  return (low, high, scene) =>
    isShorter(whole, view, low, high) && isBounded(low, high, scene) && filter(low, high, scene);
}

/** True if what stands from `low` to `high` in the content has less characters in `joined` than in the view that it was made of. */
function isShorter(joined: View, view: View, low: number, high: number): boolean {
  return indexAt(joined, high) - indexAt(joined, low) < indexAt(view, high) - indexAt(view, low);
}

/** True for no more than an id or secret in pieces may span. Only tokens and whole credentials are followed further. */
function isBounded(low: number, high: number, { value }: Scene): boolean {
  return high - low <= LONGEST_SPLIT || value.length > SHORTEST_VALUE;
}
