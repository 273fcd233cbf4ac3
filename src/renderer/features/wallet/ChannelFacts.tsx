import type { WalletView } from '../../../shared/api/node.ts'
import { coinToken, exactAmount } from '../../../shared/token.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { DescriptionList } from '../../ui/Disclosure.tsx'

/** The exact terms: accounts, channels, capacities. */
export function ChannelFacts({ wallet }: { readonly wallet: WalletView }) {
  return (
    <div className="flex flex-col gap-5">
      <DescriptionList
        facts={[
          [
            'Account',
            <span key="account" className="inline-flex items-center gap-1">
              {wallet.account} <CopyButton label="Copy your account’s address" text={wallet.account} />
            </span>,
          ],
          ['For fees', `${exactAmount(wallet.gas, coinToken(wallet.coin))} ${wallet.coin}`],
        ]}
      />
      {wallet.channels.map((channel) => (
        <section key={channel.partner} aria-label={`Channel with ${channel.partner}`}>
          <h3 className="mb-1.5 text-sm font-medium">{channel.isHub ? 'Channel with the hub' : 'Channel'}</h3>
          <DescriptionList
            facts={[
              ['Partner', channel.partner],
              ['State', channel.state],
              ['Deposit', <TokenAmount key="deposit" value={channel.deposit} />],
              ['Own capacity', <TokenAmount key="own" value={channel.spendable} />],
              ['Partner’s capacity', <TokenAmount key="partner" value={channel.receivable} />],
            ]}
          />
        </section>
      ))}
    </div>
  )
}
