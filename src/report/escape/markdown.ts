/** Text from a repository in GitHub's Markdown, also inside a table's cell or an HTML element such as `<code>`. */
import { visible } from './invisible.ts';

/**
 * Every ASCII mark but `/` as a numeric character reference: those are never structure (CommonMark 0.31, 6.2), so that no
 * link, HTML, table or list can come of it. Put it into `<code>` where a mention or an autolink would be wrong as well.
 */
export function forMarkdown(text: string): string {
  return visible(text).replace(/[!-.:-@[-`{-~]/g, mark => `&#${mark.charCodeAt(0)};`);
}
