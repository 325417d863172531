import type { Detector } from '../detector.ts';
export declare const rdsToken: Detector;
