import { useEffect, useState } from 'react'
import { ChoosePassphrase, isChosen, noPassphrase } from './ChoosePassphrase.tsx'
import { type Proof, ProveWords } from './ProveWords.tsx'
import { Step } from './Step.tsx'
import { threePlaces } from './threePlaces.ts'
import { useTask } from './useTask.ts'
import type { FlowProps } from './VaultApp.tsx'
import { WordGrid } from './WordGrid.tsx'

type At = 'words' | 'prove' | Proof[]

/** A new identity: see the words, prove three, choose a passphrase. */
export function Create({ vault, hasKeychain, onDone }: FlowProps) {
  const [words, setWords] = useState<readonly string[]>([])
  const [places] = useState(() => threePlaces())
  const [at, setAt] = useState<At>('words')
  const [chosen, setChosen] = useState(noPassphrase)
  const task = useTask()
  useEffect(() => {
    let isHere = true
    void vault.ask('vault.create', {}).then((made) => isHere && setWords(made.words))
    return () => void (isHere = false)
  }, [vault])

  if (at === 'words') {
    return (
      <Step
        title="Write these 24 words down"
        action="I have written them down"
        task={task}
        isReady={words.length > 0}
        onSubmit={() => setAt('prove')}
      >
        <p className="text-text-2">
          On paper, in this order. They are your identity and your money: whoever has them has both, and
          nobody can give them back to you.
        </p>
        <WordGrid words={words} />
      </Step>
    )
  }
  if (at === 'prove') {
    return <ProveWords words={words} places={places} onProven={setAt} onBack={() => setAt('words')} />
  }
  const keep = () => {
    const { passphrase, remember } = chosen
    task.run(async () => onDone(await vault.ask('vault.keep', { passphrase, remember, proof: at })))
  }
  return (
    <Step
      title="A passphrase for this computer"
      action="Finish"
      busy="Sealing …"
      task={task}
      isReady={isChosen(chosen)}
      onSubmit={keep}
    >
      <p className="text-text-2">It opens Busker here, every day. The words stay on paper.</p>
      <ChoosePassphrase value={chosen} onChange={setChosen} hasKeychain={hasKeychain} />
    </Step>
  )
}
