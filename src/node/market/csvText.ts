import { stringify } from 'csv-stringify/sync'

/**
 * Lines for a spreadsheet, by RFC 4180, under a line of the columns' names. A field that a spreadsheet would take for a formula begins
 * with `'`: titles come from people.
 *
 * @param amounts columns that hold numbers of ours, which may be below nothing
 */
export function csvText<Column extends string>(
  columns: readonly Column[],
  lines: readonly Readonly<Record<Column, string>>[],
  amounts: readonly Column[] = [],
): string {
  const isAmount = (column: unknown) => amounts.some((each) => each === column)
  return stringify([...lines], {
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { string: (value, { column }) => (isAmount(column) ? { value, escape_formulas: false } : value) },
    // A lone line end is none of the delimiters, so that the library leaves it unquoted by itself.
    quoted_match: /[\r\n]/,
  })
}
