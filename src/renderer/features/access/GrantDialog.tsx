import type { GrantView } from '../../../shared/api/node.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DescriptionList } from '../../ui/Disclosure.tsx'
import { exactTime } from '../../ui/time.ts'
import { t } from '../../../shared/i18n/t.ts'

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
          [t('access.recipient'), grant.recipient],
          [t('common.label'), grant.label],
          [t('access.policy'), grant.id],
          [t('access.scheme'), t('access.mOfNOf', { threshold, shares })],
          [t('access.kfrags'), t('access.oneForEachUrsula', { shares })],
          [t('access.granted'), exactTime(grant.grantedAt)],
          [t('access.canBeJoinedUntil'), exactTime(grant.end)],
          [
            t('access.revocation'),
            grant.isRevoked
              ? t('access.acknowledgedByOfUrsulas', { acknowledged, shares })
              : t('common.none'),
          ],
        ]}
      />
    </Dialog>
  )
}
