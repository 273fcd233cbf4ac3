import { useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/TextField.tsx'

interface NameDialogProps {
  readonly title: string
  /** On the button. */
  readonly action: string
  readonly before?: string
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onName: (name: string) => void
}

/** Asks for a name. */
export function NameDialog(props: NameDialogProps) {
  return props.isOpen ? <Open {...props} /> : null
}

function Open({ title, action, before = '', isBusy, error, onClose, onName }: NameDialogProps) {
  const [name, setName] = useState(before)
  const form = useId()
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={form}
            disabled={name.trim() === ''}
            busy={isBusy && 'Saving…'}
          >
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') onName(name.trim())
        }}
      >
        <TextField
          label="Name"
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
          error={error === null ? undefined : messageOf(error)}
        />
      </form>
    </Dialog>
  )
}
