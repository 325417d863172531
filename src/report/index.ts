/** All reporters by the name that `--format` takes. A new one is one file and one line here. */
import { reportGithub } from './github.ts';
import { reportHuman } from './human.ts';
import { reportJson } from './json.ts';
import { reportJsonl } from './jsonl.ts';
import type { Format, Reporter } from './reporter.ts';
import { reportSarif } from './sarif.ts';

export const reporters: Readonly<Record<Format, Reporter>> = {
  human: reportHuman,
  json: reportJson,
  jsonl: reportJsonl,
  sarif: reportSarif,
  github: reportGithub,
};
