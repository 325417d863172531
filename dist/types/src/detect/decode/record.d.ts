/**
 * Reads a record of SQLite, whose columns stand behind each other with nothing in between: only its header says where each begins.
 * Source: https://www.sqlite.org/fileformat2.html, "B-tree Cell Formats" and "Record Format".
 */
/** A column of text, as [start, end) of the text that it stands in. */
export interface Column {
    readonly start: number;
    readonly end: number;
}
/** The columns of text of the record that has one of `length` characters between `low` and `high` of `text`, and which that is. */
export declare function recordAt(text: string, low: number, high: number, length: number): {
    readonly columns: readonly Column[];
    readonly place: number;
} | undefined;
