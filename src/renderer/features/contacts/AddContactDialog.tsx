import { useState } from 'react'
import { useIpcMutation } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface AddContactDialogProps {
  /** Who it is, as a link said it: a card. */
  readonly given?: string
  readonly onClose: () => void
}

/** Keeps somebody by a name. */
export function AddContactDialog({ given = '', onClose }: AddContactDialogProps) {
  const [name, setName] = useState('')
  const [who, setWho] = useState(given)
  const save = useIpcMutation('saveContact')
  return (
    <FormDialog
      title={t('contacts.add')}
      description={t('contacts.whoIsKept')}
      isOpen
      onClose={onClose}
      submitLabel={t('contacts.keep')}
      cancelLabel={t('common.leaveIt')}
      isReady={name.trim() !== '' && who.trim() !== ''}
      busy={save.isPending && t('contacts.keep')}
      onSubmit={() => save.mutate({ name: name.trim(), who: who.trim() }, { onSuccess: onClose })}
      problem={
        save.isError ? (
          <ErrorState title={t('contacts.wasNotKept')} error={save.error} className="mt-4" />
        ) : null
      }
    >
      <TextField
        label={t('contacts.name')}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('contacts.who')}
        hint={t('contacts.whoHint')}
        value={who}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setWho(event.target.value)}
      />
    </FormDialog>
  )
}
