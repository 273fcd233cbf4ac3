import { useEffect, useState } from 'react'
import { ChoosePassphrase, isAcceptable, emptyPassphrase } from './ChoosePassphrase.tsx'
import { type Proof, ConfirmWords } from './ConfirmWords.tsx'
import { VaultForm } from './VaultForm.tsx'
import { pickWordPositions } from './pickWordPositions.ts'
import { useTask } from './useTask.ts'
import type { VaultFlowProps } from './vaultFlowProps.ts'
import { WordGrid } from './WordGrid.tsx'
import { t } from '../../shared/i18n/t.ts'

type CreateStage = 'words' | 'prove' | Proof[]

/** A new identity: see the words, prove three, choose a passphrase. */
export function CreateIdentity({ vault, hasKeychain, onDone }: VaultFlowProps) {
  const [words, setWords] = useState<readonly string[]>([])
  const [positions] = useState(() => pickWordPositions())
  const [stage, setAt] = useState<CreateStage>('words')
  const [chosen, setChosen] = useState(emptyPassphrase)
  const task = useTask()
  useEffect(() => {
    let isMounted = true
    void vault.ask('vault.create', {}).then((made) => isMounted && setWords(made.words))
    return () => void (isMounted = false)
  }, [vault])

  if (stage === 'words') {
    return (
      <VaultForm
        title={t('vault.writeThese24WordsDown')}
        action={t('vault.iHaveWrittenThemDown')}
        task={task}
        isReady={words.length > 0}
        onSubmit={() => setAt('prove')}
      >
        <p className="text-text-2">{t('vault.onPaperInThisOrder')}</p>
        <WordGrid words={words} />
      </VaultForm>
    )
  }
  if (stage === 'prove') {
    return (
      <ConfirmWords words={words} positions={positions} onConfirmed={setAt} onBack={() => setAt('words')} />
    )
  }
  const keep = () => {
    const { passphrase, remember } = chosen
    task.run(async () => onDone(await vault.ask('vault.keep', { passphrase, remember, proof: stage })))
  }
  return (
    <VaultForm
      title={t('vault.aPassphraseForThisComputer')}
      action={t('vault.finish')}
      busy={t('vault.sealing')}
      task={task}
      isReady={isAcceptable(chosen)}
      onSubmit={keep}
    >
      <p className="text-text-2">{t('vault.itOpensBuskerHereEvery')}</p>
      <ChoosePassphrase value={chosen} onChange={setChosen} hasKeychain={hasKeychain} />
    </VaultForm>
  )
}
