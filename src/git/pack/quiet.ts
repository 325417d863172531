/** Asks the kernel of many short texts which of them hold nothing: that takes a twentieth of what scanning them would. */
import type { Built } from './build.ts';
import { ownMemory } from './memory.ts';

/** Fewer texts are scanned before a kernel is made ready. */
const WORTH_A_KERNEL = 100;
/** A longer text might be an archive. */
const LONGEST = 255;

/**
 * Those of `texts` that may hold something, to be scanned. None of them may begin like an archive.
 * @param built a catalogue that nobody works with now, in whose memory the kernel works; undefined if there is none.
 */
export function loudTexts(texts: readonly string[], built: Pick<Built, 'shared'> | undefined): readonly string[] {
  if (built?.shared.memory.wasm === undefined || texts.length < WORTH_A_KERNEL) return texts;
  const { kernel, bytes, arena } = ownMemory(built.shared.memory, 0);
  if (kernel === undefined) return texts;
  return texts.filter(text => {
    const length = text.length > LONGEST ? LONGEST + 1 : bytes.write(text, arena);
    return length > LONGEST || kernel.markWhole(arena, length) !== 0;
  });
}
