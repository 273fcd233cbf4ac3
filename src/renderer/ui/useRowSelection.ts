import { type KeyboardEvent, type MouseEvent, useMemo, useState } from 'react'
import { nextRowIndex } from './rowNavigation.ts'

export interface RowSelection {
  /** Keys of the rows chosen. */
  readonly chosen: ReadonlySet<string>
  /** The one row that Tab reaches. */
  readonly currentIndex: number
  readonly press: (key: string, event: Pick<MouseEvent, 'shiftKey' | 'metaKey' | 'ctrlKey'>) => void
  /** Chooses a row alone, by its index. */
  readonly moveTo: (index: number) => void
  /** Chooses none. */
  readonly clear: () => void
  /** Chooses a row alone, unless it is already chosen. */
  readonly include: (key: string) => void
  /**
   * @param page rows that PageUp and PageDown move by
   * @returns the index of the row to focus, if the event moved
   */
  readonly keyDown: (event: KeyboardEvent, page: number) => number | undefined
}

/**
 * Which rows of a list are chosen, as in a file manager: press, with Ctrl one more, with Shift a range, arrows,
 * Home, End, PageUp, PageDown, Ctrl+A, Escape.
 *
 * @param initialKey the row that is chosen at first
 */
export function useRowSelection(keys: readonly string[], initialKey?: string): RowSelection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(initialKey !== undefined && keys.includes(initialKey) ? [initialKey] : []),
  )
  const [anchor, setAnchor] = useState<string | undefined>(initialKey)
  const [head, setHead] = useState<string | undefined>(initialKey)
  const currentIndex = useMemo(() => Math.max(0, indexOf(keys, head)), [keys, head])

  const only = (key: string) => {
    setChosen(new Set([key]))
    setAnchor(key)
    setHead(key)
  }
  const upTo = (key: string) => {
    const start = anchor === undefined ? currentIndex : Math.max(0, indexOf(keys, anchor))
    const [from = 0, to = 0] = [start, indexOf(keys, key)].toSorted((a, b) => a - b)
    setChosen(new Set(keys.slice(from, to + 1)))
    setHead(key)
  }
  const toggle = (key: string) => {
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    setChosen(next)
    setAnchor(key)
    setHead(key)
  }

  return {
    chosen,
    currentIndex,
    press(key, { shiftKey, metaKey, ctrlKey }) {
      if (shiftKey) upTo(key)
      else if (metaKey || ctrlKey) toggle(key)
      else only(key)
    },
    moveTo(index) {
      const key = keys[index]
      if (key !== undefined) only(key)
    },
    clear: () => setChosen(new Set()),
    include(key) {
      if (!chosen.has(key)) only(key)
    },
    keyDown(event, page) {
      if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
        event.preventDefault()
        setChosen(new Set(keys))
        return undefined
      }
      if (event.key === 'Escape') {
        setChosen(new Set())
        return undefined
      }
      const index = nextRowIndex(event.key, currentIndex, keys.length, page)
      const key = index === undefined ? undefined : keys[index]
      if (key === undefined) return undefined
      event.preventDefault()
      if (event.shiftKey) upTo(key)
      else only(key)
      return index
    },
  }
}

const indexOf = (keys: readonly string[], key: string | undefined): number =>
  key === undefined ? -1 : keys.indexOf(key)
