import type { PurchaseView } from '../../../shared/api/node.ts'
import { rich } from '../../ui/rich.ts'
import { timeOfDay } from '../../ui/time.ts'
import { Time } from '../../ui/Time.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** When an artist who is away was last here and usually is, as far as that is known; nothing while they are not away. */
export function SellerAbsence({ order: { sellerAway } }: { readonly order: PurchaseView }) {
  if (sellerAway === undefined) return null
  const { lastHereAt, usualHours } = sellerAway
  return (
    <>
      {lastHereAt === null ? null : rich('buy.lastHere', { when: <Time at={lastHereAt} /> })}{' '}
      {usualHours === null
        ? t('buy.returnIsNotKnown')
        : t('buy.usuallyHere', { from: timeOfDay(usualHours.from), to: timeOfDay(usualHours.to) })}
    </>
  )
}
