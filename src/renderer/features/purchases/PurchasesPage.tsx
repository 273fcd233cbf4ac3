import { OfflineNotice } from '../../shell/OfflineNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Reserved } from '../reservations/Reserved.tsx'
import { PurchaseTable } from './PurchaseTable.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** One's orders, with their receipts. */
export function PurchasesPage() {
  return (
    <Page title={t('purchases.whatYouBought')}>
      <OfflineNotice consequence={t('purchases.artistsCannotBeReached')} />
      <Reserved />
      <PurchaseTable />
    </Page>
  )
}
