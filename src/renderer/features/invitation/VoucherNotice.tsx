import { Gift } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** The credit of an invitation, while it is on its way and where it does not come. */
export function VoucherNotice() {
  const voucher = useIpcQuery('voucher', {}, { refetchIntervalMs: 5_000 }).data ?? null
  if (voucher === null || voucher.state === 'paid') return null
  const { state, credit, problem } = voucher
  return (
    <section
      aria-label={t('invitation.creditOfYourInvitation')}
      role="status"
      className="mb-6 flex items-start gap-3 rounded-large bg-surface-2 px-4 py-3"
    >
      <Gift size={18} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {state === 'refused' ? (
            t('invitation.theCreditOfYourInvitation')
          ) : credit === null ? (
            t('invitation.theCreditOfYourInvitationIs')
          ) : (
            <>{rich('invitation.ofYourInvitationAreOn', { credit: <TokenAmount value={credit} /> })}</>
          )}
        </p>
        <p className="text-text-2">
          {problem === null || problem === undefined
            ? t('invitation.theHubOpensYourConnection')
            : errorText(problem)}
        </p>
      </div>
    </section>
  )
}
