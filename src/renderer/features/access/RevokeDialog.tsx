import type { GrantView } from '../../../shared/api/node.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { confirmationsNeeded } from './describeAccess.ts'

interface RevokeDialogProps {
  readonly grant: GrantView
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** What taking back does, and what it cannot do, before it is done. */
export function RevokeDialog({ grant, title, isOpen, onClose }: RevokeDialogProps) {
  const revoke = useIpcMutation('revoke')
  const showToast = useToasts((toasts) => toasts.show)
  const needed = confirmationsNeeded(grant)
  return (
    <Dialog
      title="Take access back?"
      description={
        <>
          “{title}”, from <span className="wrap-anywhere">{grant.recipient}</span>.
        </>
      }
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Leave it</Button>
          <Button
            variant="danger"
            busy={revoke.isPending && 'Telling the keepers…'}
            onClick={() =>
              revoke.mutate(
                { id: grant.id },
                {
                  onSuccess({ acknowledged, shares }) {
                    showToast(`${acknowledged} of ${shares} keepers confirmed.`)
                    onClose()
                  },
                },
              )
            }
          >
            Take back
          </Button>
        </>
      }
    >
      <h3 className="mb-1 font-medium">What it does</h3>
      <p className="mb-4 text-text-2">
        The {grant.shares} keepers are told to let go. Once {needed} of them have, access cannot be taken up
        any more, on no machine.
      </p>
      <h3 className="mb-1 font-medium">What it cannot do</h3>
      <ul className="flex list-disc flex-col gap-1 pl-5 text-text-2">
        <li>Whoever has already taken it up keeps what they have: it goes on playing.</li>
        <li>Copies made outside Busker stay where they are.</li>
        <li>The payment is not returned. If you owe it, send it back from your wallet.</li>
      </ul>
      {revoke.isError ? (
        <ErrorState
          title="The keepers were not told"
          error={revoke.error}
          money="Access stands as before, and no money moved."
          className="mt-4"
        />
      ) : null}
    </Dialog>
  )
}
