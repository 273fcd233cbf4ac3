import { useState } from 'react'
import { Checkbox } from '../ui/Checkbox.tsx'
import { TextField } from '../ui/TextField.tsx'
import { t } from '../../shared/i18n/t.ts'

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
        label={t('vault.newPassphrase')}
        type="password"
        autoComplete="new-password"
        value={passphrase}
        hint={t('vault.atLeastCharactersFourRandom', { minPassphraseLength })}
        error={isShort ? t('vault.itNeedsAtLeastCharacters', { minPassphraseLength }) : undefined}
        onBlur={() => setLeft((left) => ({ ...left, passphrase: passphrase !== '' }))}
        onChange={({ target }) => onChange({ ...value, passphrase: target.value })}
      />
      <TextField
        label={t('vault.onceMore')}
        type="password"
        autoComplete="new-password"
        value={again}
        error={differs ? t('vault.theTwoAreNotThe') : undefined}
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
      label={t('vault.dontAskAgainOnThis')}
      hint={t('vault.itsKeychainOpensBuskerFor')}
      isChecked={remember}
      onChange={onChange}
    />
  )
}
