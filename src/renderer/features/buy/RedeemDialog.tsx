import { useState } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { t } from '../../../shared/i18n/t.ts'
import { exampleCode, readCode } from '../../../shared/workCodes.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { messageOf } from '../../ui/ErrorState.tsx'

interface RedeemDialogProps {
  readonly work: WorkView
  /** What is filled in, as a link said it. */
  readonly given?: string
  readonly onClose: () => void
}

/** Asks for a code of the artist's. Its order is shown where the work is, as every order is. */
export function RedeemDialog({ work, given = '', onClose }: RedeemDialogProps) {
  const [text, setText] = useState(given)
  const redeem = useIpcMutation('redeem')
  const showToast = useToasts((toasts) => toasts.show)
  const code = readCode(text)
  const submit = () => {
    if (code === undefined) return
    const { label, artist } = work
    redeem.mutate(
      { label, artist, code, follow: false },
      {
        onSuccess: () => {
          showToast(t('buy.theCodeIsWithTheArtist', { title: work.title }))
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      title={t('buy.redeemACodeFor', { title: work.title })}
      description={t('buy.aCodeCostsNothing')}
      isOpen
      onClose={onClose}
      submitLabel={t('buy.redeem')}
      cancelLabel={t('common.cancel')}
      isReady={code !== undefined}
      busy={redeem.isPending && t('buy.redeeming')}
      onSubmit={submit}
    >
      <TextField
        label={t('buy.code')}
        value={text}
        placeholder={exampleCode}
        spellCheck={false}
        autoComplete="off"
        hint={t('buy.fourGroupsOfFour')}
        error={redeem.error === null ? undefined : messageOf(redeem.error)}
        onChange={({ target }) => {
          redeem.reset()
          setText(target.value)
        }}
      />
    </FormDialog>
  )
}
