import type { WalletView } from '../../../shared/api/node.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'

interface CloseDialogProps {
  readonly channel: WalletView['channels'][number]
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** What closing means, before it is done. */
export function CloseDialog({ channel, isOpen, onClose }: CloseDialogProps) {
  const close = useIpcMutation('closeChannel')
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
      <ul className="flex list-disc flex-col gap-2 pl-5 text-text-2">
        <li>
          <TokenAmount value={channel.spendable} className="text-text-1" /> comes back to your account, after
          a wait the chain imposes so that nobody can cheat.
        </li>
        <li>Until you open another, you can neither buy nor sell. What you own keeps playing.</li>
        <li>Closing and taking back cost a fee on the chain each.</li>
      </ul>
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
