import type { ReactNode } from 'react'

/** A column of a table. */
export interface Column<Row> {
  readonly id: string
  readonly header: string
  /** The header is read, not shown. */
  readonly isHeaderHidden?: boolean
  readonly align?: 'start' | 'end'
  /** Tailwind's: a width, or when it is shown at all. */
  readonly className?: string
  readonly cell: (row: Row) => ReactNode
}
