/** Asks the kernel of many short texts which of them hold nothing: that takes a twentieth of what scanning them would. */
import type { Built } from './build.ts';
/**
 * Those of `texts` that may hold something, to be scanned. None of them may begin like an archive.
 * @param built a catalogue that nobody works with now, in whose memory the kernel works; undefined if there is none.
 */
export declare function loudTexts(texts: readonly string[], built: Pick<Built, 'shared'> | undefined): readonly string[];
