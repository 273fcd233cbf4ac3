import { useState } from 'react'
import { TextField } from '../ui/TextField.tsx'
import { Step } from './Step.tsx'
import { useTask } from './useTask.ts'
import type { FlowProps } from './VaultApp.tsx'
import { WordGrid } from './WordGrid.tsx'

/** The words once more, for whoever knows the passphrase. */
export function ShowWords({ vault, onDone }: FlowProps) {
  const [passphrase, setPassphrase] = useState('')
  const [words, setWords] = useState<readonly string[]>([])
  const task = useTask()
  if (words.length > 0) {
    return (
      <Step title="Your 24 words" action="Done" onSubmit={() => onDone({})}>
        <p className="text-text-2">
          Whoever sees them can take your money. Nobody should be looking over your shoulder.
        </p>
        <WordGrid words={words} />
      </Step>
    )
  }
  const show = () =>
    task.run(async () => {
      setWords((await vault.ask('vault.showWords', { passphrase })).words)
      setPassphrase('')
    })
  return (
    <Step
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
    </Step>
  )
}
