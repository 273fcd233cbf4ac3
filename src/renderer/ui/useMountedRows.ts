import { defaultRangeExtractor, type Range, type Rect, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useDeferredValue, useLayoutEffect } from 'react'
import { useScrollArea } from './scrollArea.ts'

/** Rows mounted above and below those in sight, once those are shown: a letter that filters waits for none of these. */
const overscan = 8

interface MountedRowsOptions {
  readonly count: number
  /** In pixels, the same for every row. */
  readonly rowHeight: number
  /** Mounted wherever one has scrolled to. */
  readonly pinnedIndex: number
  /** Of more rows than these only those in sight are mounted. Default 100. */
  readonly virtualFrom?: number
  /** What holds the rows. */
  readonly body: RefObject<HTMLElement | null>
}

/**
 * @returns the indexes of the rows to mount, ascending: all of a short table; of a long one those in sight, and the
 * pinned one
 * @throws when a long table has no {@link useScrollArea scroll area} around it
 */
export function useMountedRows(options: MountedRowsOptions): readonly number[] {
  const { count, rowHeight, pinnedIndex, body, virtualFrom = 100 } = options
  const isVirtual = count > virtualFrom
  const scrollArea = useScrollArea()
  if (isVirtual && scrollArea === undefined) throw new Error('A long table has no scroll area around it.')
  const rangeExtractor = useCallback(
    (range: Range) => {
      const inSight = defaultRangeExtractor(range)
      return inSight.includes(pinnedIndex) ? inSight : [...inSight, pinnedIndex].toSorted((a, b) => a - b)
    },
    [pinnedIndex],
  )
  const shownCount = useDeferredValue(count, 0)
  const virtualizer = useVirtualizer<Element, Element>({
    enabled: isVirtual,
    count,
    overscan: shownCount === count ? overscan : 0,
    rangeExtractor,
    estimateSize: () => rowHeight,
    getScrollElement: () => scrollArea ?? null,
    initialRect: windowRect(),
    observeElementRect: observeWindowRect,
    observeElementOffset: ({ scrollElement }, report) => observeRows(body, scrollElement, report),
    // Rows are scrolled to by their focus.
    scrollToFn: () => {},
  })
  // What it has reckoned with an earlier height is void.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  return isVirtual ? virtualizer.getVirtualIndexes() : Array.from({ length: count }, (_, index) => index)
}

/** Reports how far the rows are scrolled past, in pixels, whatever stands above them. */
function observeRows(
  body: RefObject<HTMLElement | null>,
  scrollArea: Element | null,
  report: (offset: number, isScrolling: boolean) => void,
): () => void {
  const offset = () =>
    Math.max(
      0,
      (scrollArea?.getBoundingClientRect().top ?? 0) - (body.current?.getBoundingClientRect().top ?? 0),
    )
  report(offset(), false)
  const onScroll = () => report(offset(), true)
  scrollArea?.addEventListener('scroll', onScroll, { passive: true })
  return () => scrollArea?.removeEventListener('scroll', onScroll)
}

/** No scroll area is taller than the window: a few rows more are mounted, and nothing has to be measured. */
const windowRect = (): Rect => ({ width: window.innerWidth, height: window.innerHeight })

function observeWindowRect(_: unknown, report: (rect: Rect) => void): () => void {
  const onResize = () => report(windowRect())
  onResize()
  window.addEventListener('resize', onResize)
  return () => window.removeEventListener('resize', onResize)
}
