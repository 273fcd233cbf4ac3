import { Gift } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'

/** The credit of an invitation, while it is on its way and where it does not come. */
export function VoucherNotice() {
  const voucher = useIpcQuery('voucher', {}, { refetchIntervalMs: 5_000 }).data ?? null
  if (voucher === null || voucher.state === 'paid') return null
  const { state, credit, problem } = voucher
  return (
    <section
      aria-label="Credit of your invitation"
      role="status"
      className="mb-6 flex items-start gap-3 rounded-large bg-surface-2 px-4 py-3"
    >
      <Gift size={18} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {state === 'refused' ? (
            'The credit of your invitation does not come.'
          ) : credit === null ? (
            'The credit of your invitation is on its way.'
          ) : (
            <>
              <TokenAmount value={credit} /> of your invitation are on their way.
            </>
          )}
        </p>
        <p className="text-text-2">
          {problem?.message ??
            'The hub opens your connection and pays it: about a minute, and you need do nothing.'}
        </p>
      </div>
    </section>
  )
}
