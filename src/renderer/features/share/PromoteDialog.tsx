import { useState } from 'react'
import type { PromotedPage } from '../../../shared/api/promotion.ts'
import type { Label } from '../../../shared/ids.ts'
import { toProfileUrl } from '../../../shared/profile.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

interface PromoteDialogProps {
  readonly name: string
  /** Of one work; left out: of all that one sells. */
  readonly label?: Label
  readonly onClose: () => void
}

/** Writes a web page into a folder. */
export function PromoteDialog({ name, label, onClose }: PromoteDialogProps) {
  const promote = useIpcMutation('app.promote')
  const showToast = useToasts((toasts) => toasts.show)
  const [site, setSite] = useState('')
  const [program, setProgram] = useState('')
  const problems = [site, program].map(addressProblem)
  const submit = () =>
    promote.mutate(pageOf(label, site, program), {
      onSuccess(written) {
        if (written === null) return
        showToast(t('share.thePageIsInOpen', { folder: written.folder }), {
          tone: 'good',
        })
        onClose()
      },
    })
  const { progress } = promote
  const busy =
    progress === null
      ? t('share.writing')
      : t('share.writingOf', { done: progress.done, total: progress.total })
  return (
    <FormDialog
      title={t('share.aWebPageOf', { name })}
      description={t('share.aFolderWithThePage')}
      isOpen
      onClose={onClose}
      isHeld={promote.isPending}
      submitLabel={t('common.chooseAFolder')}
      cancelLabel={t('common.cancel')}
      isReady={problems.every((problem) => problem === undefined)}
      busy={promote.isPending && busy}
      onSubmit={submit}
      problem={promote.error === null ? null : <p role="alert">{messageOf(promote.error)}</p>}
    >
      <TextField
        label={t('share.whereItWillBeIf')}
        placeholder="https://…"
        value={site}
        error={problems[0]}
        onChange={(event) => setSite(event.target.value)}
        hint={t('share.forTheFeedTheEmbedded')}
      />
      <TextField
        label={t('share.wherePeopleGetBuskerIf')}
        placeholder="https://…"
        value={program}
        error={problems[1]}
        onChange={(event) => setProgram(event.target.value)}
      />
    </FormDialog>
  )
}

function pageOf(label: Label | undefined, site: string, program: string): PromotedPage {
  const [where, how] = [site, program].map(toProfileUrl)
  return { ...(label && { label }), ...(where && { site: where }), ...(how && { program: how }) }
}

function addressProblem(text: string): string | undefined {
  if (text.trim() === '' || toProfileUrl(text)?.startsWith('https://') === true) return undefined
  return t('share.writeAnAddressSuchAs')
}
