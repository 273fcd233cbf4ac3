import { Plus } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../shared/i18n/t.ts'
import { Button } from './Button.tsx'
import { messageOf } from './ErrorState.tsx'
import { TextField } from './TextField.tsx'

interface AddressFormProps {
  readonly label: string
  readonly isPending: boolean
  readonly error: Error | null
  /** Adds whoever is there; calls `onAdded` once they are. */
  readonly onAdd: (address: string, onAdded: () => void) => void
}

/** Adds a machine of somebody else by its address. */
export function AddressForm({ label, isPending, error, onAdd }: AddressFormProps) {
  const [address, setAddress] = useState('')
  return (
    <form
      className="mt-3 flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onAdd(address, () => setAddress(''))
      }}
    >
      <TextField
        label={label}
        value={address}
        dir="ltr"
        onChange={(event) => setAddress(event.target.value)}
        error={error === null ? undefined : messageOf(error)}
        className="min-w-72 flex-1"
      />
      <Button
        type="submit"
        icon={Plus}
        className="mt-6"
        disabled={address.trim() === ''}
        busy={isPending && t('common.askingIt')}
      >
        {t('common.add')}
      </Button>
    </form>
  )
}
