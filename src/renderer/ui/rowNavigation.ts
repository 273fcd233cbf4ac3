/**
 * The row a key moves to.
 * @param page rows that PageUp and PageDown move by
 * @returns an index from 0 to `count - 1`; undefined for other keys
 */
export function nextRowIndex(key: string, index: number, count: number, page: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -count,
    End: count,
  }
  const step = steps[key]
  return step === undefined || count === 0 ? undefined : Math.min(Math.max(index + step, 0), count - 1)
}
