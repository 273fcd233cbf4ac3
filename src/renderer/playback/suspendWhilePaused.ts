interface SuspendWhilePausedOptions {
  readonly elements: readonly Pick<HTMLMediaElement, 'paused' | 'addEventListener' | 'removeEventListener'>[]
  readonly output: { suspend(): Promise<void>; resume(): Promise<void> }
  /** The window, for its input events. */
  readonly page: Pick<Window, 'addEventListener' | 'removeEventListener'>
}

/** Milliseconds without sound before suspending: a silent audio thread drains a battery as a playing one does. */
const idleMs = 60_000

/** Input that comes before a press of play, so that the thread runs again by then. */
const interactionEvents = ['pointermove', 'pointerdown', 'keydown', 'focus'] as const

/** Suspends the audio thread when nothing has played for a minute; input resumes it, before play can be pressed. @returns stop */
export function suspendWhilePaused({ elements, output, page }: SuspendWhilePausedOptions): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const suspend = () => {
    if (elements.some((element) => !element.paused)) return
    for (const hand of interactionEvents)
      page.addEventListener(hand, resume, { capture: true, passive: true })
    void output.suspend()
  }
  const cancelSuspend = () => {
    clearTimeout(timer)
    for (const hand of interactionEvents) page.removeEventListener(hand, resume, { capture: true })
  }
  const scheduleSuspend = () => {
    cancelSuspend()
    timer = setTimeout(suspend, idleMs)
  }
  const resume = () => {
    scheduleSuspend()
    // When there is no audio device, pressing play reports it.
    output.resume().catch(() => undefined)
  }
  for (const element of elements) {
    element.addEventListener('play', cancelSuspend)
    element.addEventListener('pause', scheduleSuspend)
  }
  scheduleSuspend()
  return () => {
    cancelSuspend()
    for (const element of elements) {
      element.removeEventListener('play', cancelSuspend)
      element.removeEventListener('pause', scheduleSuspend)
    }
  }
}
