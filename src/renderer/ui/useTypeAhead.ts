import { type KeyboardEvent, useEffect, useRef } from 'react'

interface TypeAheadOptions {
  readonly count: number
  readonly nameAt: (index: number) => string
  readonly currentIndex: number
  readonly onFound: (index: number) => void
}

/** After so long without a letter the next one begins anew, ms. */
const pauseMs = 1000
/** What a key writes, where it writes something. */
const isLetter = /^.$/u

/**
 * Finds a row by the beginning of its name as one types it; a letter typed again and again goes through all that begin
 * with it. A letter that is a command stays one, unless letters were typed before it; with Shift it begins a name.
 *
 * @returns takes the key presses of a row that has the focus; true where a press belongs to a name under way
 */
export function useTypeAhead(options: TypeAheadOptions): (event: KeyboardEvent) => boolean {
  const typed = useRef({ text: '', at: 0 })
  const newest = useRef(options)
  useEffect(() => {
    newest.current = options
  })

  const add = (letter: string, at: number) => {
    const { count, nameAt, currentIndex, onFound } = newest.current
    const text = isUnderWay(typed.current, at) ? typed.current.text + letter : letter
    typed.current = { text, at }
    const isRepeated = text === letter.repeat(text.length / letter.length)
    const wanted = isRepeated ? letter : text
    const first = isRepeated ? currentIndex + 1 : currentIndex
    for (let step = 0; step < count; step += 1) {
      const index = (first + step) % count
      if (nameAt(index).toLocaleLowerCase().startsWith(wanted)) return onFound(index)
    }
  }

  return (event) => {
    const { key, nativeEvent, timeStamp } = event
    if (event.ctrlKey || event.metaKey || event.altKey || !isLetter.test(key)) return false
    const letter = key.toLocaleLowerCase()
    if (isUnderWay(typed.current, timeStamp)) {
      event.preventDefault()
      add(letter, timeStamp)
      return true
    }
    if (key === ' ') return false
    // Commands hear of a key after everything on the page. What they take is prevented by then.
    const onLast = (last: globalThis.KeyboardEvent) => {
      if (last === nativeEvent && !last.defaultPrevented) add(letter, timeStamp)
    }
    window.addEventListener('keydown', onLast, { once: true })
    return false
  }
}

function isUnderWay({ text, at }: { readonly text: string; readonly at: number }, now: number): boolean {
  return text !== '' && now - at < pauseMs
}
