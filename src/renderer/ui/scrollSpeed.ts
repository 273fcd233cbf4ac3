/** Of one scroll event: a row of a list, CSS pixels. */
const fastStep = 44
/** After so long without another event one looks at what is there, ms. */
const restMs = 80

/** Whether an area is being scrolled too fast for what passes by to be seen. */
export interface ScrollSpeed {
  readonly isFast: () => boolean
  /** @param onRest called once, when it is slow again @returns stops waiting */
  readonly whenSlow: (onRest: () => void) => () => void
}

const speeds = new WeakMap<Element, ScrollSpeed>()

/** @returns the one of this area, which lives as long as the area */
export function scrollSpeedOf(area: Element): ScrollSpeed {
  const known = speeds.get(area) ?? watchScrollSpeed(area)
  speeds.set(area, known)
  return known
}

function watchScrollSpeed(area: Element): ScrollSpeed {
  const waiting = new Set<() => void>()
  let last = area.scrollTop
  let isFast = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const slow = () => {
    isFast = false
    const resting = [...waiting]
    waiting.clear()
    for (const onRest of resting) onRest()
  }
  area.addEventListener(
    'scroll',
    () => {
      const now = area.scrollTop
      clearTimeout(timer)
      if (Math.abs(now - last) > fastStep) {
        isFast = true
        timer = setTimeout(slow, restMs)
      } else if (isFast) slow()
      last = now
    },
    // Before the rows are mounted that it brings.
    { passive: true, capture: true },
  )
  return {
    isFast: () => isFast,
    whenSlow(onRest) {
      waiting.add(onRest)
      return () => waiting.delete(onRest)
    },
  }
}
