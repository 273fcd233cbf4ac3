import { WifiOff } from 'lucide-react'
import { useAsk } from '../ipc/queries.ts'
import { connectionOf } from './connection.ts'

/** Over a page that needs what is away. @param means what still works here, and what waits */
export function AwayNotice({ means }: { readonly means: string }) {
  const connection = connectionOf(useAsk('status', {}).data?.parts)
  if (connection === undefined) return null
  return (
    <p
      role="status"
      className="mb-6 flex items-start gap-3 rounded-large bg-warning-soft px-4 py-3 text-text-1"
    >
      <WifiOff size={18} aria-hidden className="mt-0.5 shrink-0 text-warning" />
      <span>
        <span className="font-medium">{connection.says}.</span> {means}
      </span>
    </p>
  )
}
