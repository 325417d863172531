/**
 * Packages of RPM: a lead, two headers, which stand in plain sight, and all files in one packed cpio archive. Source: "RPM V4
 * Package format" of rpm.org.
 */
import type { Budget } from './budget.ts';
import { type Held } from './open.ts';
export declare const RPM_MAGIC = "\u00ED\u00AB\u00EE\u00DB";
/** The payload. */
export declare function rpmMembers(bytes: Buffer, budget: Budget): Generator<Held>;
