/**
 * Text for GitHub's workflow commands, `::error file=…::…`. A line that begins with `::` in a log is a command, so nothing
 * from a repository may begin one.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import { visible } from './invisible.ts';

/** `text` as the message of a command: one line, `%` escaped as the runner undoes it. */
export function forCommandData(text: string): string {
  return withoutOldForm(visible(text)).replaceAll('%', '%25');
}

/** `text` as the value of a command's property, which `:` and `,` would end. */
export function forCommandProperty(text: string): string {
  return forCommandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * A line of a report for a run's log. The runner takes a line for a command also if blanks stand before its `::`, and the old
 * form `##[…]` wherever it stands.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function forLog(line: string): string {
  return withoutOldForm(line.replace(/^\s*(?=::)/, blanks => `${blanks}\\`));
}

function withoutOldForm(text: string): string {
  return text.replaceAll('##[', '#\\#[');
}
