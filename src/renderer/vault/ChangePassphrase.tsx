import { useState } from 'react'
import { TextField } from '../ui/TextField.tsx'
import { ChoosePassphrase, isAcceptable, emptyPassphrase } from './ChoosePassphrase.tsx'
import { VaultForm } from './VaultForm.tsx'
import { useTask } from './useTask.ts'
import type { VaultFlowProps } from './vaultFlowProps.ts'
import { t } from '../../shared/i18n/t.ts'

/** Another passphrase from now on. */
export function ChangePassphrase({ vault, hasKeychain, isRemembered, onDone }: VaultFlowProps) {
  const [passphrase, setPassphrase] = useState('')
  const [chosen, setChosen] = useState({ ...emptyPassphrase, remember: isRemembered })
  const task = useTask()
  const change = () => {
    const { passphrase: next, remember } = chosen
    task.run(async () => onDone(await vault.ask('vault.changePassphrase', { passphrase, next, remember })))
  }
  return (
    <VaultForm
      title={t('vault.changeThePassphrase')}
      action={t('common.changeIt')}
      busy={t('vault.sealing')}
      task={task}
      isReady={passphrase !== '' && isAcceptable(chosen)}
      onSubmit={change}
    >
      <TextField
        label={t('vault.passphraseNow')}
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={({ target }) => setPassphrase(target.value)}
      />
      <ChoosePassphrase value={chosen} onChange={setChosen} hasKeychain={hasKeychain} />
    </VaultForm>
  )
}
