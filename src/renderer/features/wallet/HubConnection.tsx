import { ArrowDownToLine, ArrowUpFromLine, Cable, Unplug } from 'lucide-react'
import { useState } from 'react'
import type { WalletView } from '../../../shared/api/node.ts'
import { inCoins } from '../../../shared/token.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Page.tsx'
import { AmountDialog } from './AmountDialog.tsx'
import { ChannelFacts } from './ChannelFacts.tsx'
import { describeChannelState, hubChannel } from './channels.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { ConnectForm } from './ConnectForm.tsx'

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
    <Section title="Connection to the hub">
      <div className="rounded-large border border-line bg-surface-2 p-5">
        {channel === undefined || !isOpen ? (
          <>
            <p className="mb-4 max-w-prose text-text-2">
              {channel === undefined
                ? 'The hub passes payments on between listeners and artists. Set aside what you want to be able to spend: it stays yours, and what is left comes back when you close the connection.'
                : `Your connection is ${describeChannelState(channel.state)}. Open another to buy and sell meanwhile.`}
            </p>
            <ConnectForm isLocal={isLocal} />
            {isLocal || wallet.gasNeeded === null ? null : (
              <p className="mt-3 text-sm text-text-3">
                Opening it, and closing it one day, costs up to {inCoins(wallet.gasNeeded)} {wallet.coin} on
                the chain; your account has {inCoins(wallet.gas)}.
              </p>
            )}
          </>
        ) : (
          <div className="flex flex-wrap items-center justify-between gap-4">
            <div className="flex items-center gap-3">
              <Cable size={20} aria-hidden className="text-positive" />
              <div>
                <p className="font-medium">Open</p>
                <p className="text-sm text-text-2">
                  You have set <TokenAmount value={channel.deposit} /> aside in it.
                </p>
              </div>
            </div>
            <div className="flex flex-wrap gap-2">
              <Button icon={ArrowDownToLine} onClick={() => setOpen('deposit')}>
                Put in
              </Button>
              <Button icon={ArrowUpFromLine} onClick={() => setOpen('withdraw')}>
                Take out
              </Button>
              <Button variant="quiet" icon={Unplug} onClick={() => setOpen('close')}>
                Close
              </Button>
            </div>
          </div>
        )}
        <div className="mt-4">
          <Disclosure label="Exact terms">
            <ChannelFacts wallet={wallet} />
          </Disclosure>
        </div>
      </div>
      <AmountDialog
        method="deposit"
        title="Put in"
        description="From your account into the connection, to be spent on music. It takes about a minute."
        limit={wallet.tokens}
        limitLabel="On your account"
        submitLabel="Put in"
        fee={wallet.fees?.deposit ?? null}
        coin={wallet.coin}
        isOpen={open === 'deposit'}
        onClose={close}
      />
      <AmountDialog
        method="withdraw"
        title="Take out"
        description="From the connection back to your account, in two steps: the hub signs, then the chain pays it out. Together about a minute. The connection stays open with what is left."
        limit={channel?.spendable ?? wallet.spendable}
        limitLabel="In the connection"
        submitLabel="Take out"
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
