import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { countText } from './count.ts'
import type { MenuEntry } from './Menu.tsx'
import { ReorderableRow } from './ReorderableRow.tsx'
import { nextRowIndex } from './rowNavigation.ts'
import { VerticalSorting } from './VerticalSorting.tsx'
import { useTypeAhead } from './useTypeAhead.ts'
import { VirtualTableBody, type VirtualTableBodyHandle } from './VirtualTableBody.tsx'
import { t } from '../../shared/i18n/t.ts'

interface ReorderableListProps<Item> {
  /** What it lists. */
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  readonly nameOf: (item: Item) => string
  readonly children: (item: Item, index: number) => ReactNode
  readonly onMove: (item: Item, to: number) => void
  /** Left out: nothing is removed from it. */
  readonly onRemove?: (item: Item) => void
  readonly onOpen?: (item: Item) => void
  readonly isCurrent?: (item: Item) => boolean
  readonly menu?: (item: Item) => readonly MenuEntry[]
}

/** In pixels; as `h-12`. */
const rowHeight = 48

/**
 * A list in an order of one's own: by dragging, or with Alt and the arrows. Arrows, Home, End, PageUp and PageDown
 * move the focus, letters find a name, Enter opens, Delete removes. A long one mounts only the rows in sight.
 */
export function ReorderableList<Item>(props: ReorderableListProps<Item>) {
  const { label, items, keyOf, nameOf, children, onMove, onRemove, onOpen, isCurrent, menu } = props
  const body = useRef<VirtualTableBodyHandle>(null)
  const keys = useMemo(() => items.map(keyOf), [items, keyOf])
  const [focused, setFocused] = useState<string>()
  const [announcement, setAnnouncement] = useState('')
  const tabStop = focused === undefined ? 0 : Math.max(0, keys.indexOf(focused))

  const movedByKeyboard = useRef<string | null>(null)
  useEffect(() => {
    // A row that is moved in the page loses the focus.
    const index = movedByKeyboard.current === null ? -1 : keys.indexOf(movedByKeyboard.current)
    if (index !== -1) body.current?.focusRow(index)
    movedByKeyboard.current = null
  }, [keys])

  const move = (item: Item, to: number) => {
    const index = Math.min(Math.max(to, 0), items.length - 1)
    onMove(item, index)
    setAnnouncement(
      t('ui.nowOf', { name: nameOf(item), index: countText(index + 1), items: countText(items.length) }),
    )
  }
  const remove = (item: Item) => {
    onRemove?.(item)
    setAnnouncement(t('ui.removedName', { name: nameOf(item) }))
  }
  const focusRow = (index: number) => {
    // At once, because a row out of sight is mounted only when it has the focus.
    flushSync(() => setFocused(keys[index]))
    body.current?.focusRow(index)
  }
  const typeAhead = useTypeAhead({
    count: items.length,
    nameAt: (index) => (items[index] === undefined ? '' : nameOf(items[index])),
    currentIndex: tabStop,
    onFound: focusRow,
  })
  const onKeyDown = (event: KeyboardEvent, item: Item, index: number) => {
    if (event.target !== event.currentTarget || typeAhead(event)) return
    const next = nextRowIndex(event.key, index, items.length, body.current?.rowsPerPage() ?? 1)
    if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      movedByKeyboard.current = keyOf(item)
      move(item, event.key === 'ArrowDown' ? index + 1 : index - 1)
    } else if (next !== undefined) focusRow(next)
    else if (event.key === 'Enter' && onOpen !== undefined) onOpen(item)
    else if (event.key === 'Delete' && onRemove !== undefined) {
      if (items.length > 1) focusRow(index === items.length - 1 ? index - 1 : index + 1)
      remove(item)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onDrop = (from: number, to: number) => {
    const item = items[from]
    if (item !== undefined) move(item, to)
  }
  const removeEntry = (item: Item): MenuEntry => {
    return { label: t('common.remove'), keys: 'Delete', isDangerous: true, onSelect: () => remove(item) }
  }
  const menuEntries = (item: Item, index: number): MenuEntry[] => [
    ...(menu?.(item) ?? []),
    {
      label: t('ui.moveUp'),
      keys: 'Alt+ArrowUp',
      isDisabled: index === 0,
      onSelect: () => move(item, index - 1),
    },
    {
      label: t('ui.moveDown'),
      keys: 'Alt+ArrowDown',
      isDisabled: index === items.length - 1,
      onSelect: () => move(item, index + 1),
    },
    ...(onRemove === undefined ? [] : [removeEntry(item)]),
  ]
  const renderRow = (item: Item | undefined, index: number) => {
    const rowKey = keys[index]
    if (item === undefined || rowKey === undefined) return null
    return (
      <ReorderableRow
        index={index}
        rowKey={rowKey}
        menu={{ label: t('ui.actionsFor', { name: nameOf(item) }), entries: () => menuEntries(item, index) }}
        isTabStop={index === tabStop}
        isCurrent={isCurrent?.(item) === true}
        onFocus={() => setFocused(rowKey)}
        onOpen={() => onOpen?.(item)}
        onKeyDown={(event) => onKeyDown(event, item, index)}
      >
        {children(item, index)}
      </ReorderableRow>
    )
  }

  return (
    <>
      <VerticalSorting keys={keys} onDrop={onDrop}>
        <table
          role="grid"
          aria-label={label}
          aria-rowcount={items.length}
          className="w-full table-fixed border-separate border-spacing-0"
        >
          <VirtualTableBody ref={body} keys={keys} rowHeight={rowHeight} pinnedIndex={tabStop}>
            {(index) => renderRow(items[index], index)}
          </VirtualTableBody>
        </table>
      </VerticalSorting>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </>
  )
}
