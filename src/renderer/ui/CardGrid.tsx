import { Fragment, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { useMountedRows } from './useMountedRows.ts'
import { useWidth } from './useWidth.ts'

/** In pixels: as `gap-x-5` and `gap-y-6`, and the narrowest that a card may be. */
const gap = { x: 20, y: 24 }
const narrowest = 148
/** What a card has below its cover, in pixels: a title and a line. */
const textHeight = 48
/** Grids of more cards mount only those in sight. */
const virtualFrom = 200

interface CardGridProps<Item> {
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** A card: a square cover, a title and a line, each of one line. */
  readonly children: (item: Item) => ReactNode
}

/** Cards, as many beside each other as there is room for. Of many, only those in sight are mounted. */
export function CardGrid<Item>(props: CardGridProps<Item>) {
  const { label, items, keyOf, children } = props
  if (items.length > virtualFrom) return <VirtualCardGrid {...props} />
  return (
    <ul aria-label={label} className="grid grid-cols-[repeat(auto-fill,minmax(148px,1fr))] gap-x-5 gap-y-6">
      {items.map((item) => (
        <li key={keyOf(item)} className="min-w-0">
          {children(item)}
        </li>
      ))}
    </ul>
  )
}

function VirtualCardGrid<Item>({ label, items, keyOf, children }: CardGridProps<Item>) {
  const list = useRef<HTMLUListElement>(null)
  const width = useWidth(list, window.innerWidth)
  const columns = Math.max(1, Math.floor((width + gap.x) / (narrowest + gap.x)))
  const rowHeight = (width - gap.x * (columns - 1)) / columns + textHeight + gap.y
  const count = Math.ceil(items.length / columns)
  const focused = useFocusedCard(list)
  const pinnedIndex = Math.min(Math.floor(focused / columns), count - 1)
  const mounted = useMountedRows({ count, rowHeight, pinnedIndex, body: list, virtualFrom: 0 })
  return (
    <ul
      ref={list}
      aria-label={label}
      className="grid gap-x-5"
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {mounted.map((row, position) => (
        <Fragment key={row}>
          <Placeholder height={(row - (mounted[position - 1] ?? -1) - 1) * rowHeight} />
          {items.slice(row * columns, (row + 1) * columns).map((item, column) => {
            const index = row * columns + column
            return (
              <li
                key={keyOf(item)}
                aria-posinset={index + 1}
                aria-setsize={items.length}
                className="min-w-0"
                style={{ height: rowHeight }}
              >
                {children(item)}
              </li>
            )
          })}
        </Fragment>
      ))}
      <Placeholder height={(count - (mounted.at(-1) ?? -1) - 1) * rowHeight} />
    </ul>
  )
}

/** @returns the index of the card that had the focus last; the first at first */
function useFocusedCard(list: RefObject<HTMLElement | null>): number {
  const [focused, setFocused] = useState(0)
  useEffect(() => {
    const element = list.current
    const onFocus = ({ target }: FocusEvent) => {
      const place = (target as Element).closest('[aria-posinset]')?.getAttribute('aria-posinset')
      if (typeof place === 'string') setFocused(Number(place) - 1)
    }
    element?.addEventListener('focusin', onFocus)
    return () => element?.removeEventListener('focusin', onFocus)
  }, [list])
  return focused
}

/** Stands for rows that are not mounted. @param height in pixels */
function Placeholder({ height }: { readonly height: number }) {
  return height === 0 ? null : <li aria-hidden className="col-span-full" style={{ height }} />
}
