import type { WalletView } from '../../../shared/api/node.ts'
import { Amount } from '../../ui/Amount.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Facts } from '../../ui/Details.tsx'

/** The exact terms: accounts, channels, capacities. */
export function ChannelFacts({ wallet }: { readonly wallet: WalletView }) {
  return (
    <div className="flex flex-col gap-5">
      <Facts
        facts={[
          [
            'Account',
            <span key="account" className="inline-flex items-center gap-1">
              {wallet.account} <CopyButton label="Copy your account’s address" text={wallet.account} />
            </span>,
          ],
          ['Gas', `${wallet.gas} wei`],
        ]}
      />
      {wallet.channels.map((channel) => (
        <section key={channel.partner} aria-label={`Channel with ${channel.partner}`}>
          <h3 className="mb-1.5 text-sm font-medium">{channel.isHub ? 'Channel with the hub' : 'Channel'}</h3>
          <Facts
            facts={[
              ['Partner', channel.partner],
              ['State', channel.state],
              ['Deposit', <Amount key="deposit" value={channel.deposit} />],
              ['Own capacity', <Amount key="own" value={channel.spendable} />],
              ['Partner’s capacity', <Amount key="partner" value={channel.receivable} />],
            ]}
          />
        </section>
      ))}
    </div>
  )
}
