/** The pages of a PDF (ISO 32000-2, 7.7.3), and the fonts that they, and what is drawn on them, name. */
import type { PdfFile } from './file.ts';
import { fontIn } from './font-dict.ts';
import type { Font } from './fonts.ts';
import { type Dict, isDict, nameOf, Ref, type Value } from './values.ts';

/** A page gets what it has no resources of its own for from so many levels above it, at most. */
const MOST_PARENTS = 32;
/** The nodes of a tree name no more in all. */
const MOST_KIDS = 1_000_000;

/** True if a dictionary says that it is of this type. */
export function isOfType(dict: Dict, type: string): boolean {
  return nameOf(dict.get('Type')) === type;
}

/** The dictionaries of all pages in their order, and behind them those of pages that no tree of pages leads to. */
export function pagesOf(file: PdfFile): Dict[] {
  const all = new Map<number, Dict>();
  const waiting: Value[] = [];
  for (const number of file.numbers()) {
    const value = file.value(number);
    if (!isDict(value)) continue;
    if (isOfType(value, 'Page')) all.set(number, value);
    if (isOfType(value, 'Catalog')) waiting.push(value.get('Pages') ?? null);
  }
  const pages = new Map<number, Dict>();
  const seen = new Set<number>();
  let left = MOST_KIDS;
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (!(one instanceof Ref) || seen.has(one.number)) continue;
    seen.add(one.number);
    const node = file.value(one.number);
    if (!isDict(node)) continue;
    const kids = file.resolve(node.get('Kids'));
    if (!Array.isArray(kids)) pages.set(one.number, node);
    else for (let i = kids.length - 1; i >= 0 && left > 0; i--, left--) waiting.push(kids[i] as Value);
  }
  for (const [number, page] of all) pages.set(number, page);
  return [...pages.values()];
}

/** Makes the fonts that resources name, each of them once. */
export class Fonts {
  readonly #file: PdfFile;
  readonly #made = new Map<number, Font | undefined>();

  constructor(file: PdfFile) {
    this.#file = file;
  }

  /** Finds fonts by the names that a page, or what else has resources, gives them. */
  of(owner: Dict): (name: string) => Font | undefined {
    const fonts = this.#fontsOf(owner);
    const own = new Map<string, Font | undefined>();
    return name => {
      if (!own.has(name)) own.set(name, this.#font(fonts?.get(name)));
      return own.get(name);
    };
  }

  #fontsOf(owner: Dict): Dict | undefined {
    let one: Value | undefined = owner;
    for (let i = 0; i < MOST_PARENTS && isDict(one); i++) {
      const resources = this.#file.resolve(one.get('Resources'));
      if (isDict(resources)) {
        const fonts = this.#file.resolve(resources.get('Font'));
        return isDict(fonts) ? fonts : undefined;
      }
      one = this.#file.resolve(one.get('Parent'));
    }
    return undefined;
  }

  #font(value: Value | undefined): Font | undefined {
    if (!(value instanceof Ref)) return this.#makeFont(value);
    if (!this.#made.has(value.number)) this.#made.set(value.number, this.#makeFont(value));
    return this.#made.get(value.number);
  }

  #makeFont(value: Value | undefined): Font | undefined {
    const file = this.#file;
    const dict = file.resolve(value);
    if (!isDict(dict)) return undefined;
    return fontIn(
      dict,
      one => file.resolve(one),
      one => {
        const stream = file.streamOf(one);
        const unpacked = stream && file.unpack(stream);
        return unpacked?.kind === 'bytes' ? unpacked.bytes : undefined;
      },
    );
  }
}
