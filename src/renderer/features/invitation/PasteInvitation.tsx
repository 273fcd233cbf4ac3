import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface PasteInvitationProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Opens an invitation that came as text or as a file; what it leads to is shown next. */
export function PasteInvitation({ isOpen, onClose }: PasteInvitationProps) {
  const [text, setText] = useState('')
  const open = useIpcMutation('app.pasteInvitation')
  const choose = useIpcMutation('app.chooseInvitation')
  const close = () => {
    setText('')
    open.reset()
    choose.reset()
    onClose()
  }
  const error = open.error ?? choose.error
  return (
    <FormDialog
      title={t('common.openAnInvitation')}
      description={t('invitation.whoeverRunsAHubGives')}
      isOpen={isOpen}
      onClose={close}
      submitLabel={t('invitation.openIt')}
      cancelLabel={t('common.leaveIt')}
      isReady={text.trim() !== ''}
      busy={open.isPending && t('common.opening')}
      onSubmit={() => open.mutate({ text }, { onSuccess: close })}
    >
      <TextField
        label={t('invitation.theLink')}
        placeholder="busker://join/…"
        spellCheck={false}
        maxLength={4096}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={error === null ? undefined : messageOf(error)}
      />
      <Button
        variant="quiet"
        icon={FileDown}
        className="self-start"
        onClick={() => choose.mutate({}, { onSuccess: close })}
      >
        {t('invitation.fromAFile')}
      </Button>
    </FormDialog>
  )
}
