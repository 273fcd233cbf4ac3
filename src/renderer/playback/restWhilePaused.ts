/** What rests: the element is what plays, the output what runs the audio thread. */
interface Resting {
  readonly element: Pick<HTMLMediaElement, 'paused' | 'addEventListener' | 'removeEventListener'>
  readonly output: { rest(): Promise<void>; wake(): Promise<void> }
  /** Where a person's hand shows: the window. */
  readonly page: Pick<Window, 'addEventListener' | 'removeEventListener'>
}

/** Milliseconds without sound after which the audio thread rests: it costs a battery as much silent as playing. */
const patience = 60_000

/** What a person does before pressing play: the thread runs again when they press. */
const hands = ['pointermove', 'pointerdown', 'keydown', 'focus'] as const

/** Has the audio thread rest when nothing has played for a minute, and run again before anybody can press play. @returns how to end that */
export function restWhilePaused({ element, output, page }: Resting): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const rest = () => {
    if (!element.paused) return
    for (const hand of hands) page.addEventListener(hand, wake, { capture: true, passive: true })
    void output.rest()
  }
  const stir = () => {
    clearTimeout(timer)
    for (const hand of hands) page.removeEventListener(hand, wake, { capture: true })
  }
  const wait = () => {
    stir()
    timer = setTimeout(rest, patience)
  }
  const wake = () => {
    wait()
    // Play says itself when the machine has no sound.
    output.wake().catch(() => undefined)
  }
  element.addEventListener('play', stir)
  element.addEventListener('pause', wait)
  wait()
  return () => {
    stir()
    element.removeEventListener('play', stir)
    element.removeEventListener('pause', wait)
  }
}
