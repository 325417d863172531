/**
 * Carries scans between threads. A `Secret` does not survive structured cloning (that is one of its virtues), so its value
 * crosses as a plain string inside one process and is wrapped again before anybody else sees it.
 */
import type { ContentScan } from '../../model.ts';
import { Secret } from '../../secret.ts';

/** A scan in which every Secret is a `WiredSecret`. */
export interface WiredScan {
  readonly wired: unknown;
}

interface WiredSecret {
  readonly secretValue: string;
}

export function wire(scan: ContentScan): WiredScan {
  return { wired: mapped(scan, one => (one instanceof Secret ? { secretValue: one.reveal() } : undefined)) };
}

export function unwire(scan: WiredScan): ContentScan {
  return mapped(scan.wired, one => (isWired(one) ? new Secret(one.secretValue) : undefined)) as ContentScan;
}

function isWired(value: object): value is WiredSecret {
  return 'secretValue' in value && typeof value.secretValue === 'string';
}

/** A copy of a tree of plain objects and arrays, in which `replace` may put another value in the place of an object. */
function mapped(value: unknown, replace: (value: object) => object | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const other = replace(value);
  if (other !== undefined) return other;
  if (Array.isArray(value)) return value.map(one => mapped(one, replace));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, replace)]));
}
