import { clsx } from 'clsx'
import { GripVertical } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { ContextMenu, type MenuEntry } from '../../ui/Menu.tsx'

interface ReorderableListProps<Item> {
  /** What it lists. */
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly nameOf: (item: Item) => string
  readonly children: (item: Item, place: number) => ReactNode
  readonly onMove: (item: Item, to: number) => void
  readonly onRemove: (item: Item) => void
  readonly onOpen: (item: Item) => void
  readonly isCurrent?: (item: Item) => boolean
  readonly menu?: (item: Item) => readonly MenuEntry[]
}

/** A list in an order of one's own: by dragging, or with Alt and the arrows. Enter opens, Delete removes. */
export function ReorderableList<Item>(props: ReorderableListProps<Item>) {
  const { label, items, keyOf, nameOf, children, onMove, onRemove, onOpen, isCurrent, menu } = props
  const list = useRef<HTMLTableSectionElement>(null)
  const [current, setCurrent] = useState<string>()
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const [announcement, setSaid] = useState('')
  const tabStop = items.some((item) => keyOf(item) === current) ? current : items[0] && keyOf(items[0])

  const keptFocus = useRef<string | null>(null)
  useEffect(() => {
    // A row that is moved in the page loses the focus.
    const place = items.findIndex((item) => keyOf(item) === keptFocus.current)
    const row = list.current?.children[place]
    if (row instanceof HTMLElement) row.focus()
    keptFocus.current = null
  }, [items, keyOf])

  const move = (item: Item, to: number) => {
    const place = Math.min(Math.max(to, 0), items.length - 1)
    onMove(item, place)
    setSaid(`${nameOf(item)}, now ${place + 1} of ${items.length}`)
  }
  const remove = (item: Item) => {
    onRemove(item)
    setSaid(`${nameOf(item)} removed`)
  }
  const focusPlace = (place: number) => {
    const row = list.current?.children[place]
    if (row instanceof HTMLElement) row.focus()
  }
  const onKeyDown = (event: KeyboardEvent, item: Item, place: number) => {
    if (event.target !== event.currentTarget) return
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by !== 0 && event.altKey) {
      keptFocus.current = keyOf(item)
      move(item, place + by)
    } else if (by !== 0) focusPlace(Math.min(Math.max(place + by, 0), items.length - 1))
    else if (event.key === 'Enter') onOpen(item)
    else if (event.key === 'Delete') {
      remove(item)
      focusPlace(place === items.length - 1 ? place - 1 : place + 1)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const entriesOf = (item: Item, place: number): MenuEntry[] => [
    ...(menu?.(item) ?? []),
    {
      label: 'Move up',
      keys: 'Alt+ArrowUp',
      isDisabled: place === 0,
      onSelect: () => move(item, place - 1),
    },
    {
      label: 'Move down',
      keys: 'Alt+ArrowDown',
      isDisabled: place === items.length - 1,
      onSelect: () => move(item, place + 1),
    },
    { label: 'Remove', keys: 'Delete', isDangerous: true, onSelect: () => remove(item) },
  ]

  return (
    <>
      <table role="grid" aria-label={label} className="w-full table-fixed">
        <tbody ref={list}>
          {items.map((item, place) => {
            const key = keyOf(item)
            return (
              <ContextMenu
                key={key}
                label={`Actions for ${nameOf(item)}`}
                entries={() => entriesOf(item, place)}
              >
                <tr
                  tabIndex={key === tabStop ? 0 : -1}
                  aria-current={isCurrent?.(item) === true ? 'true' : undefined}
                  draggable
                  onFocus={() => setCurrent(key)}
                  onKeyDown={(event) => onKeyDown(event, item, place)}
                  onDoubleClick={() => onOpen(item)}
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = 'move'
                    setDragged(key)
                  }}
                  onDragOver={(event) => {
                    if (dragged === null) return
                    event.preventDefault()
                    setOver(place)
                  }}
                  onDragEnd={() => {
                    setDragged(null)
                    setOver(null)
                  }}
                  onDrop={(event) => {
                    event.preventDefault()
                    const moving = items.find((other) => keyOf(other) === dragged)
                    if (moving !== undefined) move(moving, place)
                    setDragged(null)
                    setOver(null)
                  }}
                  className={clsx(
                    'group/row -outline-offset-2 hover:bg-surface-3/60',
                    dragged === key && 'opacity-40',
                    over === place && dragged !== key && 'bg-accent-soft',
                  )}
                >
                  <td className="flex h-12 items-center gap-2 pr-2 first:rounded-small">
                    <GripVertical
                      size={14}
                      aria-hidden
                      className="shrink-0 cursor-grab text-text-3 opacity-0 group-hover/row:opacity-100 group-focus/row:opacity-100"
                    />
                    {children(item, place)}
                  </td>
                </tr>
              </ContextMenu>
            )
          })}
        </tbody>
      </table>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </>
  )
}
