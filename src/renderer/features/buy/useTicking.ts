import { useEffect, useState } from 'react'

/** The time in milliseconds, told anew ten times in three seconds while something is under way. */
export function useTicking(isTicking: boolean): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!isTicking) return
    const timer = setInterval(() => setNow(Date.now()), 300)
    return () => clearInterval(timer)
  }, [isTicking])
  return now
}
