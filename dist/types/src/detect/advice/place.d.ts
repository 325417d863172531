/**
 * What kind of file a credential stands in, by path and by what stands near it: where an SDK would take it from, and which
 * safer source there is in that place. Content is never read here.
 */
import type { Form } from '../../model.ts';
export type Place = 'lambda' | 'ecs' | 'kubernetes' | 'dockerfile' | 'compose' | 'ec2' | 'github-actions' | 'gitlab-ci' | 'ci' | 'terraform' | 'terraform-state' | 'workstation' | 'client' | 'code' | 'shell' | 'env-file' | 'notes' | 'settings';
/** The kind of place that `path` is; `settings` if nothing tells. */
export declare function placeOf(path: string, form: Form | undefined, shadowed: readonly string[]): Place;
