import { useState } from 'react'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { t } from '../../../shared/i18n/t.ts'

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
  return props.isOpen ? <NameForm {...props} /> : null
}

function NameForm({ title, action, before = '', isBusy, error, onClose, onName }: NameDialogProps) {
  const [name, setName] = useState(before)
  return (
    <FormDialog
      title={title}
      isOpen
      onClose={onClose}
      submitLabel={action}
      cancelLabel={t('common.cancel')}
      isReady={name.trim() !== ''}
      busy={isBusy && t('common.saving')}
      onSubmit={() => onName(name.trim())}
    >
      <TextField
        label={t('common.name')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.target.value)}
        error={error === null ? undefined : messageOf(error)}
      />
    </FormDialog>
  )
}
