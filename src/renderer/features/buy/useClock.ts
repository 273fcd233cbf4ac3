import { useEffect, useState } from 'react'

/** The time in milliseconds, updated every 300 ms while something is under way. */
export function useClock(isTicking: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!isTicking) return
    const timer = setInterval(() => setNow(Date.now()), 300)
    return () => clearInterval(timer)
  }, [isTicking])
  return now
}
