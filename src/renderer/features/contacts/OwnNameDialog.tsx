import { useState } from 'react'
import { readWantedName } from '../../../shared/shortNames.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface OwnNameDialogProps {
  /** The one that one has; null: none. */
  readonly current: string | null
  readonly onClose: () => void
}

/** Takes a short name at the hub, or gives it up. */
export function OwnNameDialog({ current, onClose }: OwnNameDialogProps) {
  const [text, setText] = useState(current ?? '')
  const claim = useIpcMutation('claimName')
  const release = useIpcMutation('releaseName')
  const name = readWantedName(text)
  const failure = claim.error ?? release.error
  return (
    <FormDialog
      title={t('contacts.yourName')}
      description={t('contacts.whatANameDoes')}
      isOpen
      onClose={onClose}
      isHeld={claim.isPending || release.isPending}
      submitLabel={t('contacts.takeIt')}
      cancelLabel={t('common.leaveIt')}
      isReady={name !== undefined && name !== current}
      busy={claim.isPending && t('contacts.takeIt')}
      onSubmit={() => {
        if (name !== undefined) claim.mutate({ name }, { onSuccess: onClose })
      }}
      problem={
        failure === null ? null : (
          <ErrorState title={t('contacts.nameStaysAsItWas')} error={failure} className="mt-4" />
        )
      }
    >
      <TextField
        label={t('contacts.shortName')}
        dir="ltr"
        value={text}
        maxLength={25}
        spellCheck={false}
        autoComplete="off"
        hint={t('contacts.whatAShortNameIs')}
        onChange={(event) => setText(event.target.value)}
      />
      {current === null ? null : (
        <Button
          variant="quiet"
          size="small"
          busy={release.isPending && t('contacts.giveNameUp')}
          onClick={() => release.mutate({}, { onSuccess: onClose })}
        >
          {t('contacts.giveNameUp')}
        </Button>
      )}
    </FormDialog>
  )
}
