import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'

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
      title="Open an invitation"
      description="Whoever runs a hub gives you a link, a picture of one, or a small file. You see what it is before you join."
      isOpen={isOpen}
      onClose={close}
      submitLabel="Open it"
      cancelLabel="Leave it"
      isReady={text.trim() !== ''}
      busy={open.isPending && 'Opening…'}
      onSubmit={() => open.mutate({ text }, { onSuccess: close })}
    >
      <TextField
        label="The link"
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
        From a file…
      </Button>
    </FormDialog>
  )
}
