import { useEffect, useState } from 'react'
import { clockTime, exactTime, relativeTime, spokenTime } from './time.ts'

/** The time in milliseconds, updated every half a minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** When, from now; exactly when pointed at. */
export function Time({ at, className }: { readonly at: number; readonly className?: string }) {
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)} className={className}>
      {relativeTime(at, now)}
    </time>
  )
}

/** How long something plays. */
export function Duration({ ms, className }: { readonly ms: number | null; readonly className?: string }) {
  if (ms === null) return <span className={className}>–</span>
  return (
    <span className={className}>
      <span aria-hidden>{clockTime(ms)}</span>
      <span className="sr-only">{spokenTime(ms)}</span>
    </span>
  )
}
