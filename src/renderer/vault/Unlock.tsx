import { useState } from 'react'
import { TextField } from '../ui/TextField.tsx'
import { RememberCheckbox } from './ChoosePassphrase.tsx'
import { VaultForm } from './VaultForm.tsx'
import { useTask } from './useTask.ts'
import type { VaultFlowProps } from './vaultFlowProps.ts'
import { t } from '../../shared/i18n/t.ts'

/** One field; or the keychain, where it may open the vault. */
export function Unlock({ vault, hasKeychain, isRemembered, onDone }: VaultFlowProps) {
  const [passphrase, setPassphrase] = useState('')
  const [remember, setRemember] = useState(false)
  const task = useTask()
  const byKeychain = () => task.run(async () => onDone(await vault.ask('vault.unlock', { remember: true })))
  return (
    <VaultForm
      title={t('vault.welcomeBack')}
      action={t('common.unlock')}
      busy={t('vault.unlocking')}
      task={task}
      isReady={passphrase !== ''}
      onSubmit={() => task.run(async () => onDone(await vault.ask('vault.unlock', { passphrase, remember })))}
      secondaryAction={isRemembered ? { label: t('vault.useTheKeychain'), onPress: byKeychain } : undefined}
    >
      <TextField
        label={t('common.passphrase')}
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={({ target }) => setPassphrase(target.value)}
      />
      {isRemembered ? null : (
        <RememberCheckbox hasKeychain={hasKeychain} remember={remember} onChange={setRemember} />
      )}
    </VaultForm>
  )
}
