import { type KeyboardEvent, type MouseEvent, useState } from 'react'

export interface RowSelection {
  /** Keys of the rows chosen. */
  readonly chosen: ReadonlySet<string>
  /** The one row that Tab reaches. */
  readonly current: string | undefined
  readonly press: (key: string, event: Pick<MouseEvent, 'shiftKey' | 'metaKey' | 'ctrlKey'>) => void
  /** Chooses none. */
  readonly clear: () => void
  /** Chooses a row alone, unless it is already chosen. */
  readonly include: (key: string) => void
  /** @returns the key of the row to focus, if the event moved */
  readonly keyDown: (event: KeyboardEvent) => string | undefined
}

/** Which rows of a list are chosen, as in a file manager: press, with Ctrl one more, with Shift a range, arrows, Ctrl+A, Escape. */
export function useRowSelection(keys: readonly string[]): RowSelection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string>()
  const [head, setHead] = useState<string>()
  const current = head !== undefined && keys.includes(head) ? head : keys[0]

  const only = (key: string) => {
    setChosen(new Set([key]))
    setAnchor(key)
    setHead(key)
  }
  const upTo = (key: string) => {
    const [from, to] = [keys.indexOf(anchor ?? current ?? key), keys.indexOf(key)].toSorted((a, b) => a - b)
    setChosen(new Set(keys.slice(Math.max(0, from ?? 0), (to ?? 0) + 1)))
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
    current,
    press(key, { shiftKey, metaKey, ctrlKey }) {
      if (shiftKey) upTo(key)
      else if (metaKey || ctrlKey) toggle(key)
      else only(key)
    },
    clear: () => setChosen(new Set()),
    include(key) {
      if (!chosen.has(key)) only(key)
    },
    keyDown(event) {
      if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
        event.preventDefault()
        setChosen(new Set(keys))
        return undefined
      }
      if (event.key === 'Escape') {
        setChosen(new Set())
        return undefined
      }
      const at = keys.indexOf(current ?? '')
      const to = target(event.key, at, keys.length)
      const key = to === undefined ? undefined : keys[to]
      if (key === undefined) return undefined
      event.preventDefault()
      if (event.shiftKey) upTo(key)
      else only(key)
      return key
    },
  }
}

function target(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1)
    case 'ArrowUp':
      return Math.max(at - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
