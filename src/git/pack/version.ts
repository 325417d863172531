/**
 * One version of an object, held in a thread's arena while deltas of it are still to come, and what scanning it said.
 */
import type { Credential, Found } from '../../model.ts';
import type { ObjectType } from '../reader.ts';

export class Version {
  readonly object: number;
  readonly type: ObjectType;
  /** Where its bytes lie in `memory`, the thread's own or that of a loose object. */
  readonly at: number;
  readonly length: number;
  readonly memory: Buffer;
  /** Deltas of it that are not applied yet. */
  pending = 0;
  /** All that was found in it, in order of start. Of a tree: in names. Undefined if there is more than is worth keeping. */
  found: readonly Found[] | undefined = NOTHING;
  /** What the candidates make up, if it was worked out. */
  credentials: readonly Credential[] | undefined;
  /** Of a tree: where its entries start, and behind them where the last one ends. The kernel keeps bits instead, at `bits`. */
  entries: Int32Array = NO_ENTRIES;
  entryCount = 0;
  bits = 0;
  /** Of a tree that is read for what it holds: its number among those. */
  number = -1;

  constructor(object: number, type: ObjectType, memory: Buffer, at: number, length: number) {
    this.object = object;
    this.type = type;
    this.memory = memory;
    this.at = at;
    this.length = length;
  }

  /** A view of its bytes. Making one costs more than most versions do: not for those with nothing to tell. */
  get bytes(): Buffer {
    return this.memory.subarray(this.at, this.at + this.length);
  }
}

export const NOTHING: readonly never[] = [];
const NO_ENTRIES = new Int32Array(1);
