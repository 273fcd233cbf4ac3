import { WifiOff } from 'lucide-react'
import { useIpcQuery } from '../ipc/queries.ts'
import { describeOutage } from './describeOutage.ts'

/** Shown over a page that needs a part which is down. @param consequence what still works here, and what waits */
export function OfflineNotice({ consequence }: { readonly consequence: string }) {
  const connection = describeOutage(useIpcQuery('status', {}).data?.parts)
  if (connection === undefined) return null
  return (
    <p
      role="status"
      className="mb-6 flex items-start gap-3 rounded-large bg-warning-soft px-4 py-3 text-text-1"
    >
      <WifiOff size={18} aria-hidden className="mt-0.5 shrink-0 text-warning" />
      <span>
        <span className="font-medium">{connection.summary}.</span> {consequence}
      </span>
    </p>
  )
}
