import { Fragment, memo, type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import { useScrollArea } from './scrollArea.ts'
import { useMountedRows } from './useMountedRows.ts'

export interface VirtualTableBodyHandle {
  /** Focuses a mounted row and scrolls to it. */
  readonly focusRow: (index: number) => void
  /** Scrolls to a mounted row. */
  readonly showRow: (index: number) => void
  /** Rows that PageUp and PageDown move by: one less than are in sight, at least one. */
  readonly rowsPerPage: () => number
}

interface VirtualTableBodyProps {
  readonly ref?: Ref<VirtualTableBodyHandle>
  /** The rows' keys, in their order. */
  readonly keys: readonly string[]
  /** In pixels, the same for every row. */
  readonly rowHeight: number
  /** The row that stays mounted when it is out of sight: the one with the focus. */
  readonly pinnedIndex: number
  /** A `tr` of that height, its index in `data-index`. */
  readonly children: (index: number) => ReactNode
}

/** The body of a table. Of a long one, empty rows of their height stand for the rows out of sight. */
export function VirtualTableBody(props: VirtualTableBodyProps) {
  const { ref, keys, rowHeight, pinnedIndex, children } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const scrollArea = useScrollArea()
  const mounted = useMountedRows({ count: keys.length, rowHeight, pinnedIndex, body })
  const rowAt = (index: number) =>
    body.current?.querySelector<HTMLElement>(`:scope > [data-index="${index}"]`)
  useImperativeHandle(ref, () => ({
    focusRow(index) {
      const row = rowAt(index)
      row?.focus({ preventScroll: true })
      row?.scrollIntoView({ block: 'nearest' })
    },
    showRow: (index) => rowAt(index)?.scrollIntoView({ block: 'center' }),
    rowsPerPage: () => Math.max(1, Math.floor((scrollArea?.clientHeight ?? 0) / rowHeight) - 1),
  }))

  return (
    <tbody ref={body}>
      {mounted.map((index, position) => (
        <Fragment key={keys[index]}>
          <Placeholder height={(index - (mounted[position - 1] ?? -1) - 1) * rowHeight} />
          <Row index={index} render={children} />
        </Fragment>
      ))}
      <Placeholder height={(keys.length - (mounted.at(-1) ?? -1) - 1) * rowHeight} />
    </tbody>
  )
}

/** Not rendered again while one only scrolls. */
const Row = memo(function Row({ index, render }: RowProps) {
  return render(index)
})
interface RowProps {
  readonly index: number
  readonly render: (index: number) => ReactNode
}

/** Stands for rows that are not mounted. @param height in pixels */
function Placeholder({ height }: { readonly height: number }) {
  return height === 0 ? null : <tr aria-hidden style={{ height }} />
}
