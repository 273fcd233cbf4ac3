import { useMemo, useState } from 'react'

/** By which column a table's rows are sorted, and what sorts them. */
export interface ColumnSort {
  /** The columns one can sort by. */
  readonly columns: readonly string[]
  /** Undefined: the rows have an order of their own. */
  readonly column: string | undefined
  readonly isDescending: boolean
  readonly onSort: (column: string) => void
}

type Comparison<Row> = (a: Row, b: Row) => number
interface SortedRows<Row> {
  readonly rows: readonly Row[]
  readonly sort: ColumnSort
}

/**
 * Rows as a person sorts them: pressed once, a header sorts them upwards, a second time downwards, a third time they
 * have their own order again.
 *
 * @param comparisons by the ids of columns; the same object each time
 */
export function useColumnSort<Row>(
  rows: readonly Row[],
  comparisons: Readonly<Record<string, Comparison<Row>>>,
): SortedRows<Row> {
  const [column, setColumn] = useState<string>()
  const [isDescending, setDescending] = useState(false)
  const sorted = useMemo(() => {
    const compare = column === undefined ? undefined : comparisons[column]
    if (compare === undefined) return rows
    return rows.toSorted(isDescending ? (a, b) => compare(b, a) : compare)
  }, [rows, comparisons, column, isDescending])
  const onSort = (pressed: string) => {
    const isLast = column === pressed && isDescending
    setColumn(isLast ? undefined : pressed)
    setDescending(column === pressed && !isDescending)
  }
  return { rows: sorted, sort: { columns: Object.keys(comparisons), column, isDescending, onSort } }
}
