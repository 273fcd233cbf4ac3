import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { creditNames, creditProblem, type MoreCredit, type MoreCredits } from './moreCredits.ts'
import { t } from '../../../shared/i18n/t.ts'

interface CreditFieldsProps {
  readonly fields: readonly MoreCredit[]
  readonly texts: MoreCredits
  /** Shown in a line that is empty. */
  readonly placeholder?: string
  readonly onChange: (field: MoreCredit, text: string) => void
}

/** Tags, album artist, composer, copyright and lyrics, as they are written for a file or a work on sale. */
export function CreditFields({ fields, texts, placeholder, onChange }: CreditFieldsProps) {
  return fields.map((field) => {
    const input = {
      label: creditNames[field],
      value: texts[field],
      error: creditProblem(field, texts[field]),
      onChange: (event: { readonly target: { readonly value: string } }) =>
        onChange(field, event.target.value),
    }
    return field === 'lyrics' ? (
      <TextArea key={field} {...input} rows={8} hint={t('studio.plainOrAsLrcLines')} />
    ) : (
      <TextField
        key={field}
        {...input}
        {...(field === 'tags' && { hint: t('studio.withCommasBetween') })}
        maxLength={field === 'tags' ? undefined : 200}
        placeholder={placeholder}
      />
    )
  })
}
