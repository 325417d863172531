/** Reports of many findings: in pieces, in time that grows with their number. */
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model.ts';
import { reporters } from '../../src/report/index.ts';
import { Secret } from '../../src/secret.ts';
import { accessKeyId, rng, secretAccessKey } from '../generate/aws.ts';
import { FORMATS } from './render.ts';
import { AS_OF, finding, receipt, sighting } from './sample.ts';

const options = { color: false, showSecrets: false, width: 80, verbose: false, quiet: false, asOf: AS_OF };

test('20,000 findings come in small pieces and within seconds, in every format', () => {
  const findings: Finding[] = Array.from({ length: 20_000 }, (_, at) => {
    const random = rng(at);
    const accessKey = new Secret(accessKeyId({ rng: random, prefix: 'AKIA' }));
    const secret = new Secret(secretAccessKey(random));
    const sightings = Array.from({ length: 3 }, (_, place) =>
      sighting({ path: `packages/p${at}/src/config-${place}.ts` }),
    );
    return finding({ parts: { accessKeyId: accessKey, secretAccessKey: secret }, sightings });
  });
  for (const format of FORMATS) {
    const started = performance.now();
    let longest = 0;
    for (const piece of reporters[format]({ findings, receipt: receipt() }, options)) {
      longest = Math.max(longest, piece.length);
    }
    const seconds = (performance.now() - started) / 1000;
    expect(longest, format).toBeLessThan(10_000);
    expect(seconds, format).toBeLessThan(30);
  }
});
