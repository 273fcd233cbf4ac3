import { useEffect, useState } from 'react'
import { useScrollArea } from './scrollArea.ts'
import { scrollSpeedOf } from './scrollSpeed.ts'

/** @returns false while what is mounted only passes by, scrolled too fast to be worth drawing; then true for good */
export function useIsSeen(): boolean {
  const area = useScrollArea()
  const speed = area ? scrollSpeedOf(area) : undefined
  const [isSeen, setSeen] = useState(() => speed?.isFast() !== true)
  useEffect(() => (isSeen ? undefined : speed?.whenSlow(() => setSeen(true))), [isSeen, speed])
  return isSeen
}
