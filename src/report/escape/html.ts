/** Text from a repository in HTML: between tags, or in a quoted attribute that is neither a URL nor a script. */
import { visible } from './invisible.ts';

/** `text` without a character that could end a text node or an attribute. */
export function forHtml(text: string): string {
  return visible(text).replace(/[&<>"'`=]/g, mark => `&#${mark.charCodeAt(0)};`);
}
