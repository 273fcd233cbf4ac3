import { useState } from 'react'
import { Checkbox } from '../ui/Checkbox.tsx'
import { TextField } from '../ui/TextField.tsx'

/** A new passphrase as it is being chosen. */
export interface NewPassphrase {
  readonly passphrase: string
  readonly again: string
  readonly remember: boolean
}

export const emptyPassphrase: NewPassphrase = { passphrase: '', again: '', remember: false }

const minPassphraseLength = 10

/** It is long enough, and the same twice. */
export function isAcceptable({ passphrase, again }: NewPassphrase): boolean {
  return passphrase.length >= minPassphraseLength && passphrase === again
}

export interface ChoosePassphraseProps {
  readonly value: NewPassphrase
  readonly onChange: (value: NewPassphrase) => void
  readonly hasKeychain: boolean
}

/** The fields in which a new passphrase is chosen. */
export function ChoosePassphrase({ value, onChange, hasKeychain }: ChoosePassphraseProps) {
  const [hasLeft, setLeft] = useState({ passphrase: false, again: false })
  const { passphrase, again, remember } = value
  const isShort = hasLeft.passphrase && passphrase.length < minPassphraseLength
  const differs = hasLeft.again && again !== '' && again !== passphrase
  return (
    <>
      <TextField
        label="New passphrase"
        type="password"
        autoComplete="new-password"
        value={passphrase}
        hint={`At least ${minPassphraseLength} characters. Four random words make a good one.`}
        error={isShort ? `It needs at least ${minPassphraseLength} characters.` : undefined}
        onBlur={() => setLeft((left) => ({ ...left, passphrase: passphrase !== '' }))}
        onChange={({ target }) => onChange({ ...value, passphrase: target.value })}
      />
      <TextField
        label="Once more"
        type="password"
        autoComplete="new-password"
        value={again}
        error={differs ? 'The two are not the same.' : undefined}
        onBlur={() => setLeft((left) => ({ ...left, again: true }))}
        onChange={({ target }) => onChange({ ...value, again: target.value })}
      />
      <RememberCheckbox
        hasKeychain={hasKeychain}
        remember={remember}
        onChange={(next) => onChange({ ...value, remember: next })}
      />
    </>
  )
}

/** Whether this computer's keychain may open the vault; offered where there is one. */
export function RememberCheckbox({
  hasKeychain,
  remember,
  onChange,
}: {
  readonly hasKeychain: boolean
  readonly remember: boolean
  readonly onChange: (remember: boolean) => void
}) {
  if (!hasKeychain) return null
  return (
    <Checkbox
      label="Don’t ask again on this computer"
      hint="Its keychain opens Busker for you."
      isChecked={remember}
      onChange={onChange}
    />
  )
}
