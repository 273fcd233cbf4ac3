import type { GrantView } from '../../../shared/api/node.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DescriptionList } from '../../ui/Disclosure.tsx'
import { exactTime } from '../../ui/time.ts'

interface GrantDialogProps {
  readonly grant: GrantView
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** The exact terms of an access. */
export function GrantDialog({ grant, title, isOpen, onClose }: GrantDialogProps) {
  const { threshold, shares, acknowledged } = grant
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <DescriptionList
        facts={[
          ['Recipient', grant.recipient],
          ['Label', grant.label],
          ['Policy', grant.id],
          ['Scheme', `m of n: ${threshold} of ${shares}`],
          ['Kfrags', `${shares}, one for each Ursula`],
          ['Granted', exactTime(grant.grantedAt)],
          ['Can be joined until', exactTime(grant.end)],
          ['Revocation', grant.isRevoked ? `acknowledged by ${acknowledged} of ${shares} Ursulas` : 'none'],
        ]}
      />
    </Dialog>
  )
}
