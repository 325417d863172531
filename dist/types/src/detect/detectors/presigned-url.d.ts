import type { Detector } from '../detector.ts';
export declare const presignedUrl: Detector;
