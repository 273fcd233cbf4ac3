import { ArrowDownToLine, ArrowUpFromLine, Cable, Unplug } from 'lucide-react'
import { useState } from 'react'
import type { WalletView } from '../../../shared/api/node.ts'
import { coinsText } from '../../../shared/i18n/amountText.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Page.tsx'
import { AmountDialog } from './AmountDialog.tsx'
import { ChannelFacts } from './ChannelFacts.tsx'
import { describeChannelState, hubChannel } from './channels.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { ConnectForm } from './ConnectForm.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

interface HubConnectionProps {
  readonly wallet: WalletView
  readonly isLocal: boolean
}

/** The connection to the hub: open it, put in, take out, close it. */
export function HubConnection({ wallet, isLocal }: HubConnectionProps) {
  const [open, setOpen] = useState<'deposit' | 'withdraw' | 'close' | null>(null)
  const channel = hubChannel(wallet)
  const close = () => setOpen(null)
  const isOpen = channel?.state === 'open'

  return (
    <Section title={t('wallet.connectionToTheHub')}>
      <div className="rounded-large border border-line bg-surface-2 p-5">
        {channel === undefined || !isOpen ? (
          <>
            <p className="mb-4 max-w-prose text-text-2">
              {channel === undefined
                ? t('wallet.theHubPassesPaymentsOn')
                : t('wallet.yourConnectionIsOpenAnother', {
                    state: describeChannelState(channel.state),
                  })}
            </p>
            <ConnectForm isLocal={isLocal} />
            {isLocal || wallet.gasNeeded === null ? null : (
              <p className="mt-3 text-sm text-text-3">
                {t('wallet.openingItAndClosingIt', {
                  gasNeeded: coinsText(wallet.gasNeeded),
                  coin: wallet.coin,
                  gas: coinsText(wallet.gas),
                })}
              </p>
            )}
          </>
        ) : (
          <div className="flex flex-wrap items-center justify-between gap-4">
            <div className="flex items-center gap-3">
              <Cable size={20} aria-hidden className="text-positive" />
              <div>
                <p className="font-medium">{t('wallet.connectionIsOpen')}</p>
                <p className="text-sm text-text-2">
                  {rich('wallet.youPutIn', {
                    deposit: <TokenAmount value={channel.deposit} />,
                    spendable: <TokenAmount value={wallet.spendable} />,
                  })}
                </p>
              </div>
            </div>
            <div className="flex flex-wrap gap-2">
              <Button icon={ArrowDownToLine} onClick={() => setOpen('deposit')}>
                {t('wallet.putIn')}
              </Button>
              <Button icon={ArrowUpFromLine} onClick={() => setOpen('withdraw')}>
                {t('wallet.takeOut')}
              </Button>
              <Button variant="quiet" icon={Unplug} onClick={() => setOpen('close')}>
                {t('common.close')}
              </Button>
            </div>
          </div>
        )}
        <div className="mt-4">
          <Disclosure label={t('common.exactTerms')}>
            <ChannelFacts wallet={wallet} />
          </Disclosure>
        </div>
      </div>
      <AmountDialog
        method="deposit"
        title={t('wallet.putIn')}
        description={t('wallet.fromYourAccountIntoThe')}
        limit={wallet.tokens}
        limitLabel={t('wallet.onYourAccountLabel')}
        submitLabel={t('wallet.putIn')}
        fee={wallet.fees?.deposit ?? null}
        coin={wallet.coin}
        isOpen={open === 'deposit'}
        onClose={close}
      />
      <AmountDialog
        method="withdraw"
        title={t('wallet.takeOut')}
        description={t('wallet.fromTheConnectionBackTo')}
        limit={channel?.spendable ?? wallet.spendable}
        limitLabel={t('wallet.inTheConnection')}
        submitLabel={t('wallet.takeOut')}
        fee={wallet.fees?.withdraw ?? null}
        coin={wallet.coin}
        isOpen={open === 'withdraw'}
        onClose={close}
      />
      {channel === undefined ? null : (
        <CloseDialog
          channel={channel}
          fee={wallet.fees?.close ?? null}
          coin={wallet.coin}
          isOpen={open === 'close'}
          onClose={close}
        />
      )}
    </Section>
  )
}
