import { type RefObject, useEffect, useState } from 'react'

interface ActiveOption {
  /** Of the chosen option. */
  readonly value: string
  readonly onValueChange: (value: string) => void
}

/**
 * Which option of a palette is chosen. One always is: cmdk by itself chooses none when options come while others go away, and names
 * the chosen one to the input, for those who hear it, before it is marked, which is none until an arrow is pressed.
 */
export function useActiveOption(palette: RefObject<HTMLElement | null>): ActiveOption {
  const [value, setValue] = useState('')
  useEffect(() => {
    const root = palette.current
    if (root === null) return undefined
    const attend = () => {
      const chosen = root.querySelector('[role=option][aria-selected=true]')
      const first = root.querySelector('[role=option]:not([aria-disabled=true])')
      if (chosen === null && first !== null) setValue(first.getAttribute('data-value') ?? '')
      const input = root.querySelector('[role=combobox]')
      const id = chosen?.id ?? ''
      if (input?.getAttribute('aria-activedescendant') !== id)
        input?.setAttribute('aria-activedescendant', id)
    }
    const observer = new MutationObserver(attend)
    const attributeFilter = ['aria-selected', 'aria-activedescendant']
    observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter })
    attend()
    return () => observer.disconnect()
  }, [palette])
  return { value, onValueChange: setValue }
}
