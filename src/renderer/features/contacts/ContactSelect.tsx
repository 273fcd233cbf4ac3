import type { ContactView } from '../../../shared/api/contacts.ts'
import type { Address } from '../../../shared/ids.ts'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Select } from '../../ui/Select.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface ContactSelectProps {
  readonly label: string
  /** The account that is chosen; any other text: none of the contacts. */
  readonly value: string
  /** Leaves out whom it is not for. */
  readonly isOffered?: (contact: ContactView) => boolean
  /** Empty text: nobody. */
  readonly onChoose: (account: Address | '') => void
}

/** Chooses one of the contacts; nothing where there is none. */
export function ContactSelect({ label, value, isOffered = () => true, onChoose }: ContactSelectProps) {
  const contacts = (useIpcQuery('contacts', {}).data ?? []).filter(isOffered)
  if (contacts.length === 0) return null
  const nobody = { value: '', label: t('contacts.choose') }
  return (
    <Select<string>
      label={label}
      value={contacts.some(({ account }) => account === value) ? value : ''}
      options={[
        nobody,
        ...contacts.map(({ account, name }) => ({
          value: account,
          label: `${name} (${shortAddress(account)})`,
        })),
      ]}
      onChange={(chosen) => onChoose(contacts.find(({ account }) => account === chosen)?.account ?? '')}
    />
  )
}
