import type { WalletView } from '../../../shared/api/node.ts'
import { exactAmountText } from '../../../shared/i18n/amountText.ts'
import { coinToken } from '../../../shared/token.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { DescriptionList } from '../../ui/Disclosure.tsx'
import { describeChannelState } from './channels.ts'
import { t } from '../../../shared/i18n/t.ts'

/** The exact terms: accounts, channels, capacities. */
export function ChannelFacts({ wallet }: { readonly wallet: WalletView }) {
  return (
    <div className="flex flex-col gap-5">
      <DescriptionList
        facts={[
          [
            t('common.account'),
            <span key="account" className="inline-flex items-center gap-1">
              {wallet.account}{' '}
              <CopyButton label={t('common.copyYourAccountsAddress')} text={wallet.account} />
            </span>,
          ],
          [t('wallet.forFees'), `${exactAmountText(wallet.gas, coinToken(wallet.coin))} ${wallet.coin}`],
        ]}
      />
      {wallet.channels.map((channel) => (
        <section key={channel.partner} aria-label={t('wallet.channelWith', { partner: channel.partner })}>
          <h3 className="mb-1.5 text-sm font-medium">
            {channel.isHub ? t('wallet.channelWithTheHub') : t('wallet.channel')}
          </h3>
          <DescriptionList
            facts={[
              [t('wallet.partner'), channel.partner],
              [t('common.state'), describeChannelState(channel.state)],
              [t('wallet.deposit'), <TokenAmount key="deposit" value={channel.deposit} />],
              [t('wallet.ownCapacity'), <TokenAmount key="own" value={channel.spendable} />],
              [t('wallet.partnersCapacity'), <TokenAmount key="partner" value={channel.receivable} />],
            ]}
          />
        </section>
      ))}
    </div>
  )
}
