import { useState } from 'react'
import { TextField } from '../ui/TextField.tsx'
import { VaultForm } from './VaultForm.tsx'
import { useTask } from './useTask.ts'
import type { VaultFlowProps } from './vaultFlowProps.ts'
import { WordGrid } from './WordGrid.tsx'

/** The words once more, for whoever knows the passphrase. */
export function ShowWords({ vault, onDone }: VaultFlowProps) {
  const [passphrase, setPassphrase] = useState('')
  const [words, setWords] = useState<readonly string[]>([])
  const task = useTask()
  if (words.length > 0) {
    return (
      <VaultForm title="Your 24 words" action="Done" onSubmit={() => onDone({})}>
        <p className="text-text-2">
          Whoever sees them can take your money. Nobody should be looking over your shoulder.
        </p>
        <WordGrid words={words} />
      </VaultForm>
    )
  }
  const show = () =>
    task.run(async () => {
      setWords((await vault.ask('vault.showWords', { passphrase })).words)
      setPassphrase('')
    })
  return (
    <VaultForm
      title="Show my words"
      action="Show them"
      busy="Opening …"
      task={task}
      isReady={passphrase !== ''}
      onSubmit={show}
    >
      <TextField
        label="Passphrase"
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={({ target }) => setPassphrase(target.value)}
      />
    </VaultForm>
  )
}
