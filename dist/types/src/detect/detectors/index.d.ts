/** The registry: a new detector is one file, one line here, one fixture. */
import type { Detector } from '../detector.ts';
export declare const detectors: readonly Detector[];
