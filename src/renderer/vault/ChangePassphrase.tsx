import { useState } from 'react'
import { TextField } from '../ui/TextField.tsx'
import { ChoosePassphrase, isChosen, noPassphrase } from './ChoosePassphrase.tsx'
import { Step } from './Step.tsx'
import { useTask } from './useTask.ts'
import type { FlowProps } from './VaultApp.tsx'

/** Another passphrase from now on. */
export function ChangePassphrase({ vault, hasKeychain, isRemembered, onDone }: FlowProps) {
  const [passphrase, setPassphrase] = useState('')
  const [chosen, setChosen] = useState({ ...noPassphrase, remember: isRemembered })
  const task = useTask()
  const change = () => {
    const { passphrase: next, remember } = chosen
    task.run(async () => onDone(await vault.ask('vault.changePassphrase', { passphrase, next, remember })))
  }
  return (
    <Step
      title="Change the passphrase"
      action="Change it"
      busy="Sealing …"
      task={task}
      isReady={passphrase !== '' && isChosen(chosen)}
      onSubmit={change}
    >
      <TextField
        label="Passphrase now"
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={({ target }) => setPassphrase(target.value)}
      />
      <ChoosePassphrase value={chosen} onChange={setChosen} hasKeychain={hasKeychain} />
    </Step>
  )
}
