import type { Detector } from '../detector.ts';
export declare const sesSmtpPassword: Detector;
