/** A kernel in memory of its own, and places in it to put bytes at. */
import { type Kernel, kernelModule, PAGE, startKernel } from '../../../src/git/kernel.ts';

const PAGES = 512;

export interface Stage {
  readonly kernel: Kernel;
  readonly memory: Buffer;
  /** The first byte that nobody needs: some 16 MB follow. */
  readonly free: number;
}

export function kernelStage(): Stage {
  const module = kernelModule();
  if (module === undefined) throw new Error('there is no kernel: run npm run build');
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  const { kernel, free } = startKernel(module, memory, PAGE);
  return { kernel, memory: Buffer.from(memory.buffer), free: Math.ceil(free / 16) * 16 };
}

/** What the kernel marked: pairs of numbers. */
export function marksOf({ kernel, memory }: Stage, count: number): [from: number, to: number][] {
  const list = new Int32Array(memory.buffer, kernel.marksAt() >>> 0, 2 * count);
  return Array.from({ length: count }, (_, i) => [list[2 * i]!, list[2 * i + 1]!]);
}
