import { useState } from 'react'
import type { UrsulasView } from '../../../shared/api/ursulas.ts'
import { t } from '../../../shared/i18n/t.ts'
import { answeringKeepers, consequencesOf } from '../../../shared/keepers.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { countText } from '../../ui/count.ts'

interface KeeperTermsDialogProps {
  readonly view: UrsulasView
  readonly onClose: () => void
}

/** How many keepers each sale has, and how many of them are needed: what that means stands there while it is chosen. */
export function KeeperTermsDialog({ view, onClose }: KeeperTermsDialogProps) {
  const change = useIpcMutation('setUrsulaTerms')
  const [shares, setShares] = useState(view.shares)
  const [chosen, setThreshold] = useState(view.threshold)
  const { least } = view
  const threshold = Math.min(chosen, shares)
  const most = Math.max(answeringKeepers(view), view.shares)
  return (
    <FormDialog
      title={t('access.howManyKeepers')}
      description={t('access.fromTheNextSaleOn')}
      isOpen
      onClose={onClose}
      submitLabel={t('access.useThese')}
      cancelLabel={t('common.leaveIt')}
      isReady={shares !== view.shares || threshold !== view.threshold}
      busy={change.isPending && t('access.useThese')}
      onSubmit={() => change.mutate({ threshold, shares }, { onSuccess: onClose })}
      problem={
        change.isError ? (
          <p role="alert" className="mt-3 text-danger">
            {messageOf(change.error)}
          </p>
        ) : null
      }
    >
      <div className="grid grid-cols-2 gap-4">
        <Select
          label={t('access.keepersOfEachSale')}
          value={String(shares)}
          options={numbers(least, most)}
          onChange={(value) => setShares(Number(value))}
        />
        <Select
          label={t('access.neededToGetIn')}
          value={String(threshold)}
          options={numbers(least, shares)}
          onChange={(value) => setThreshold(Number(value))}
        />
      </div>
      <ul aria-live="polite" className="flex list-disc flex-col gap-1 ps-5 text-text-2">
        {consequencesOf({ threshold, shares }).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </FormDialog>
  )
}

function numbers(from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    value: String(from + index),
    label: countText(from + index),
  }))
}
