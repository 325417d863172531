/** What a reporter is: a pure function from a result to pieces of text, so that 20,000 findings never are one string. */
import type { ScanResult } from '../model.ts';

export type Format = 'human' | 'json' | 'jsonl' | 'sarif' | 'github';

export interface ReportOptions {
  /** ANSI colour. Only where a person asked for it or reads a terminal. */
  readonly color: boolean;
  /** Values in the clear. Only for a terminal or a file that a person asked for. */
  readonly showSecrets: boolean;
  /** Columns of the terminal; 80 if there is none. */
  readonly width: number;
  /** More places and reasons for each finding. */
  readonly verbose: boolean;
  /** Findings and one line of receipt; no info, no suppressed ones. */
  readonly quiet: boolean;
  /** The time for which ages and expiries are told, in milliseconds since 1970. */
  readonly asOf: number;
  /** The paths that were asked for, so that a command to copy finds what this scan found. */
  readonly paths?: readonly string[];
}

/** Never throws for any result. The pieces, joined, are the report; it ends with a line feed. */
export type Reporter = (result: ScanResult, options: ReportOptions) => Iterable<string>;
