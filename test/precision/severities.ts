/** Scans contents as a whole run would, each as a file of a working tree. */
import { scanContent } from '../../src/detect/find/content.ts';
import { grade } from '../../src/detect/grade/grade.ts';
import { gather } from '../../src/detect/pair/gather.ts';
import type { Finding } from '../../src/model.ts';

const NOW = Date.UTC(2024, 2, 3);

/** The findings above info, each with the content that has it first. */
export function aboveInfo(contents: readonly string[]): readonly { finding: Finding; content: string }[] {
  const occurrences = contents.flatMap((content, index) =>
    scanContent(Buffer.from(content)).credentials.map(credential => ({
      credential,
      sighting: { where: 'worktree' as const, part: 'content' as const, path: `${index}/file`, line: 1, column: 1 },
    })),
  );
  return grade(gather(occurrences), { now: NOW, historyBound: false })
    .filter(one => one.severity !== 'info')
    .map(finding => ({ finding, content: contents[Number.parseInt(finding.sightings[0]?.path ?? '', 10)] ?? '' }));
}

/** What was found where, without the values. */
export function told(found: ReturnType<typeof aboveInfo>): string[] {
  return found.slice(0, 12).map(({ finding, content }) => {
    const value = Object.values(finding.parts)[0]?.reveal() ?? '';
    const at = Math.max(0, content.indexOf(value));
    const shown = `${content.slice(Math.max(0, at - 60), at)}<${value.length}>${content.slice(at + value.length, at + value.length + 30)}`;
    return `${finding.severity} ${finding.kind}: ${JSON.stringify(shown)}`;
  });
}

/** How many of each kind are made: a sample, or with KEYSIFT_LONG=1 all. */
export const AMOUNT = process.env.KEYSIFT_LONG === '1' ? 4000 : 150;
