/** Annotations: a line is told only where it is one of the file. */
import { expect, test } from 'vitest';
import { render } from './render.ts';
import { finding, receipt, sighting } from './sample.ts';

function annotationOf(via: readonly string[]): string {
  const packed = sighting({ path: 'a.tf', where: 'worktree', line: 7, via });
  return render('github', { findings: [finding({ sightings: [packed] })], receipt: receipt() });
}

test("a line of an archive's member is not annotated as one of the file", () => {
  expect(annotationOf(['zip:inner/key.txt'])).toMatch(/^::\w+ file=a\.tf,title=/);
});

test('what is packed and written as base64 is annotated at the line of the base64', () => {
  expect(annotationOf(['base64', 'gzip'])).toMatch(/^::\w+ file=a\.tf,line=7,title=/);
});
