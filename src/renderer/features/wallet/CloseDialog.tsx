import type { WalletView } from '../../../shared/api/node.ts'
import { describeSpan } from '../../../shared/watching.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { ChainFee } from './ChainFee.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'

interface CloseDialogProps {
  readonly channel: WalletView['channels'][number]
  /** What it costs on the chain now, wei; null: unknown. */
  readonly fee: bigint | null
  /** Symbol of the coin that the fee is in. */
  readonly coin: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** What closing means, before it is done. */
export function CloseDialog({ channel, fee, coin, isOpen, onClose }: CloseDialogProps) {
  const close = useIpcMutation('closeChannel')
  const network = useIpcQuery('app.state', {}).data?.network
  const wait = network ? describeSpan(network.settleTimeoutSeconds * 1000) : 'a wait'
  return (
    <Dialog
      title="Close the connection?"
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep it open</Button>
          <Button
            variant="danger"
            busy={close.isPending && 'Closing…'}
            onClick={() => close.mutate({ partner: channel.partner }, { onSuccess: onClose })}
          >
            Close it
          </Button>
        </>
      }
    >
      <p className="mb-3 text-text-2">
        <TokenAmount value={channel.spendable} className="text-text-1" /> comes back to your account, at once
        where the hub agrees, else after {wait}, which the chain imposes so that nobody can cheat.
      </p>
      <ol aria-label="Steps" className="mb-3 flex list-decimal flex-col gap-1 pl-5 text-text-2">
        <li>The hub is asked to agree. If it does, the chain pays you out within a minute: done.</li>
        <li>If it does not, the chain closes it with what was last signed.</li>
        <li>
          After {wait} Busker fetches your money by itself. You may close Busker meanwhile; open it once
          before then, or have towers watch.
        </li>
      </ol>
      <p className="text-text-2">
        Until you open another, you can neither buy nor sell. What you own keeps playing.
      </p>
      <ChainFee fee={fee} coin={coin} />
      {close.isPending ? (
        <p role="status" className="mt-3 text-sm text-text-2">
          You can close this window: it goes on by itself, and Activity shows how far it is.
        </p>
      ) : null}
      {close.isError ? (
        <ErrorState
          title="The connection is still open"
          error={close.error}
          money="Your money is still in it, and can still be spent."
          className="mt-4"
        />
      ) : null}
    </Dialog>
  )
}
