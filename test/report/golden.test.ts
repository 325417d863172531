/** The reports as people and tools see them, under `fixtures/reports/`. `vitest -u` writes them anew; look at the difference. */
import { expect, test } from 'vitest';
import { render } from './render.ts';
import { incompleteResult, receipt, sampleResult } from './sample.ts';

const folder = '../../fixtures/reports';

test('findings of every severity, as a person reads them', async () => {
  await expect(render('human', sampleResult())).toMatchFileSnapshot(`${folder}/findings.txt`);
});

test('the same, with everything that is known', async () => {
  await expect(render('human', sampleResult(), { verbose: true })).toMatchFileSnapshot(
    `${folder}/findings-verbose.txt`,
  );
});

test('the same, as short as it may be', async () => {
  await expect(render('human', sampleResult(), { quiet: true })).toMatchFileSnapshot(`${folder}/findings-quiet.txt`);
});

test('a scan that did not read everything', async () => {
  await expect(render('human', incompleteResult())).toMatchFileSnapshot(`${folder}/incomplete.txt`);
});

test('nothing found', async () => {
  const result = { findings: [], receipt: receipt({ notes: [] }) };
  await expect(render('human', result)).toMatchFileSnapshot(`${folder}/clean.txt`);
});

test('findings as JSON', async () => {
  await expect(render('json', sampleResult())).toMatchFileSnapshot(`${folder}/findings.json`);
});

test('findings as JSON lines', async () => {
  await expect(render('jsonl', incompleteResult())).toMatchFileSnapshot(`${folder}/incomplete.jsonl`);
});

test('findings as SARIF', async () => {
  await expect(render('sarif', sampleResult())).toMatchFileSnapshot(`${folder}/findings.sarif`);
});

test('findings as annotations of a workflow run', async () => {
  await expect(render('github', incompleteResult())).toMatchFileSnapshot(`${folder}/incomplete.github.txt`);
});
