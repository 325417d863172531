/**
 * Text for GitHub's workflow commands, `::error file=…::…`. A line that begins with `::` in a log is a command, so nothing
 * from a repository may begin one.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import { visible } from './invisible.ts';

/** `text` as the message of a command: one line, `%` escaped as the runner undoes it. */
export function forCommandData(text: string): string {
  return visible(text).replaceAll('%', '%25');
}

/** `text` as the value of a command's property, which `:` and `,` would end. */
export function forCommandProperty(text: string): string {
  return forCommandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
