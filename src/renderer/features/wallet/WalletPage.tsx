import { ArrowUpRight } from 'lucide-react'
import { useState } from 'react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { OfflineNotice } from '../../shell/OfflineNotice.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { Skeleton, SkeletonRows } from '../../ui/Skeleton.tsx'
import { ContactsSection } from '../contacts/ContactsSection.tsx'
import { VoucherNotice } from '../invitation/VoucherNotice.tsx'
import { Activity } from './Activity.tsx'
import { Backup } from './Backup.tsx'
import { Balances } from './Balances.tsx'
import { ChannelNotices } from './ChannelNotices.tsx'
import { hasConnection } from './channels.ts'
import { HubConnection } from './HubConnection.tsx'
import { ReceiveDialog } from './ReceiveDialog.tsx'
import { SendDialog } from './SendDialog.tsx'
import { SendOutDialog } from './SendOutDialog.tsx'
import { TowerNotice } from './TowerNotice.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Money: what can be spent and received, the connection it goes over, and what happened. */
export function WalletPage() {
  const wallet = useIpcQuery('wallet', {}, { refetchIntervalMs: 15_000 })
  const state = useIpcQuery('app.state', {})
  const [open, setOpen] = useState<'send' | 'receive' | 'sendOut' | null>(null)
  const close = () => setOpen(null)
  const network = state.data?.network
  const isLocal = state.data?.network?.isLocal ?? false

  return (
    <Page
      title={t('common.wallet')}
      width="narrow"
      lead={isLocal ? t('wallet.playMoneyNothingHereIs') : state.data?.network?.name}
      actions={
        wallet.data === undefined || !hasConnection(wallet.data) ? undefined : (
          <Button icon={ArrowUpRight} onClick={() => setOpen('send')}>
            {t('common.send')}
          </Button>
        )
      }
    >
      <OfflineNotice consequence={t('wallet.yourMoneyIsWhereIt')} />
      <VoucherNotice />
      <ChannelNotices />
      {wallet.isPending ? (
        <div role="status" aria-label={t('common.loadingYourBalances')}>
          <div className="mb-6 grid grid-cols-2 gap-4">
            <Skeleton className="h-32" />
            <Skeleton className="h-32" />
          </div>
          <SkeletonRows label={t('wallet.loadingWhatHappened')} rows={5} />
        </div>
      ) : wallet.isError ? (
        <ErrorState
          title={t('wallet.yourBalancesAreNotKnown')}
          error={wallet.error}
          money={t('wallet.yourMoneyIsWhereItWas')}
          onRetry={() => void wallet.refetch()}
        />
      ) : (
        <>
          <Balances
            wallet={wallet.data}
            isLocal={isLocal}
            onReceive={() => setOpen('receive')}
            onSendOut={() => setOpen('sendOut')}
          />
          <HubConnection wallet={wallet.data} isLocal={isLocal} />
          {hasConnection(wallet.data) ? <TowerNotice /> : null}
          <ContactsSection />
          <Section title={t('wallet.activity')}>
            <Activity coin={wallet.data.coin} />
          </Section>
          <Backup />
        </>
      )}
      {/* Not above: what is being sent stays on the page when the figures can't be read for once. */}
      {wallet.data !== undefined && open === 'send' ? (
        <SendDialog wallet={wallet.data} onClose={close} />
      ) : null}
      {wallet.data !== undefined && open === 'sendOut' ? (
        <SendOutDialog wallet={wallet.data} onClose={close} />
      ) : null}
      {wallet.data !== undefined && open === 'receive' && network ? (
        <ReceiveDialog wallet={wallet.data} network={network} onClose={close} />
      ) : null}
    </Page>
  )
}
