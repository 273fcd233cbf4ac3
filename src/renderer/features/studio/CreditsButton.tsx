import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { CreditFields } from './CreditFields.tsx'
import { changedCredits, creditProblem, type MoreCredit, type MoreCredits } from './moreCredits.ts'
import { t } from '../../../shared/i18n/t.ts'

interface CreditsButtonProps {
  /** Whose credits they are. */
  readonly of: string
  readonly fields: readonly MoreCredit[]
  readonly texts: MoreCredits
  readonly placeholder?: string
  /** Given what was written anew. */
  readonly onSave: (changed: Partial<MoreCredits>) => void
}

/** Opens the credits there is no column for. */
export function CreditsButton(props: CreditsButtonProps) {
  const [isOpen, setOpen] = useState(false)
  const { of, fields } = props
  return (
    <>
      <IconButton
        label={
          fields.includes('lyrics') ? t('studio.creditsAndLyricsOf', { of }) : t('studio.creditsOf', { of })
        }
        icon={ScrollText}
        size="small"
        onClick={() => setOpen(true)}
      />
      {isOpen ? <CreditsDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function CreditsDialog(props: CreditsButtonProps & { readonly onClose: () => void }) {
  const { of, fields, texts, placeholder, onSave, onClose } = props
  const [written, setWritten] = useState(texts)
  const changed = changedCredits(texts, written)
  const isRight = fields.every((field) => creditProblem(field, written[field]) === undefined)
  return (
    <FormDialog
      title={t('studio.creditsOf', { of })}
      isOpen
      onClose={onClose}
      submitLabel={t('common.save')}
      cancelLabel={t('common.cancel')}
      isReady={isRight && Object.keys(changed).length > 0}
      busy={false}
      onSubmit={() => {
        onSave(changed)
        onClose()
      }}
    >
      <CreditFields
        fields={fields}
        texts={written}
        {...(placeholder !== undefined && { placeholder })}
        onChange={(field, text) => setWritten((before) => ({ ...before, [field]: text }))}
      />
    </FormDialog>
  )
}
