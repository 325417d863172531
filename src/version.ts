/** The version that package.json gives; the bundler puts it in. */
import manifest from '../package.json' with { type: 'json' };

export const VERSION: string = manifest.version;
