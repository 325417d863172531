/** What a command line asks for, and how it follows from options that are parsed. */
import { UsageError } from '../errors.ts';
import type { ScanRequest, Scope } from '../settings.ts';

/** What the command line asks for. */
export type Order =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'scan'; readonly request: ScanRequest; readonly view: View }
  | {
      readonly kind: 'explain';
      readonly fingerprint: string;
      readonly from?: string;
      readonly request: ScanRequest;
    }
  | { readonly kind: 'cache'; readonly action: string }
  | { readonly kind: 'hook'; readonly action: string; readonly rest: readonly string[] };

/** How results are to be shown. */
export interface View {
  readonly formats: readonly string[];
  readonly output?: string;
  readonly showSecrets: boolean;
  /** Absent: as the terminal and the environment say. */
  readonly color?: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** The scan that parsed options ask for, by their names. */
export function requestOf(scope: Scope, args: Record<string, unknown>): ScanRequest {
  const text = (name: string) => single(name, args[name]);
  const number = (name: string) => {
    if (args[name] === undefined) return undefined;
    if (typeof args[name] !== 'number' || Number.isNaN(args[name])) throw new UsageError(`--${name} takes one number`);
    return args[name];
  };
  return defined({
    scope,
    paths: strings(args.paths),
    revisions: strings(args.revisions),
    failOn: text('fail-on'),
    failOnLocal: args['fail-on-local'] === true,
    asOf: text('as-of'),
    since: text('since'),
    jobs: number('jobs'),
    timeout: number('timeout'),
    maxFileSize: text('max-file-size'),
    include: strings(args.include),
    exclude: strings(args.exclude),
    acceptUnread: strings(args['accept-unread']),
    ignored: args.ignored === true,
    reader: text('reader'),
    cache: args.cache !== false,
  });
}

/** How the same options want it shown. */
export function viewOf(args: Record<string, unknown>): View {
  return defined({
    formats: strings(args.format),
    output: single('output', args.output),
    showSecrets: args['show-secrets'] === true,
    color: typeof args.color === 'boolean' ? args.color : undefined,
    quiet: args.quiet === true,
    verbose: args.verbose === true,
  });
}

/** The value of an option that may stand once. */
function single(name: string, value: unknown): string | undefined {
  if (Array.isArray(value)) throw new UsageError(`--${name} is given more than once`);
  return typeof value === 'string' ? value : undefined;
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same object without its undefined fields, as exact optional types want it. */
function defined<T extends object>(from: T): Defined<T> {
  return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** The values of an option that may stand several times. */
export function strings(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}
