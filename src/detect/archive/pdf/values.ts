/** What a PDF is made of (ISO 32000-2, 7.3), as far as it matters here. */

/** A name, without its slash. */
export class Name {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** An object that stands elsewhere, by its number. Of several with one number the last is meant. */
export class Ref {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
}

/** A bare word: an operator of a page, or `obj`, `stream` and the like. */
export class Word {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Dict = ReadonlyMap<string, Value>;

/** A string is a buffer: its bytes, without the escapes. */
export type Value = null | boolean | number | Name | Ref | Buffer | readonly Value[] | Dict;

/** The text of a name; undefined of anything else. */
export function nameOf(value: unknown): string | undefined {
  return value instanceof Name ? value.text : undefined;
}

export function isDict(value: unknown): value is Dict {
  return value instanceof Map;
}
