import { useEffect, useState } from 'react'
import { toErrorData } from '../../shared/errors.ts'
import { ChoosePassphrase, isAcceptable, emptyPassphrase } from './ChoosePassphrase.tsx'
import { type Proof, ConfirmWords } from './ConfirmWords.tsx'
import { VaultForm } from './VaultForm.tsx'
import { pickWordPositions } from './pickWordPositions.ts'
import { useTask } from './useTask.ts'
import type { VaultFlowProps } from './vaultFlowProps.ts'
import { WordGrid } from './WordGrid.tsx'
import { t } from '../../shared/i18n/t.ts'
import { errorText } from '../../shared/i18n/errorText.ts'

type CreateStage = 'words' | 'prove' | Proof[]

/** A new identity: see the words, prove three, choose a passphrase. */
export function CreateIdentity(props: VaultFlowProps) {
  return <WordsThenPassphrase {...props} show="vault.create" keep="vault.keep" />
}

/** The same for the identity of somebody who has tried Busker, which has had neither so far. */
export function ProtectIdentity(props: VaultFlowProps) {
  return <WordsThenPassphrase {...props} show="vault.trialWords" keep="vault.protect" />
}

interface WordsThenPassphraseProps extends VaultFlowProps {
  /** What the words are asked of. */
  readonly show: 'vault.create' | 'vault.trialWords'
  /** What takes the proof and the passphrase. */
  readonly keep: 'vault.keep' | 'vault.protect'
}

function WordsThenPassphrase({ vault, hasKeychain, onDone, show, keep }: WordsThenPassphraseProps) {
  const [words, setWords] = useState<readonly string[]>([])
  const [positions] = useState(() => pickWordPositions())
  const [stage, setAt] = useState<CreateStage>('words')
  const [chosen, setChosen] = useState(emptyPassphrase)
  const task = useTask()
  const { fail } = task
  useEffect(() => {
    let isMounted = true
    vault.ask(show, {}).then(
      (shown) => isMounted && setWords(shown.words),
      (error: unknown) => isMounted && fail(errorText(toErrorData(error))),
    )
    return () => void (isMounted = false)
  }, [vault, show, fail])

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
  const finish = () => {
    const { passphrase, remember } = chosen
    task.run(async () => onDone(await vault.ask(keep, { passphrase, remember, proof: stage })))
  }
  return (
    <VaultForm
      title={t('vault.aPassphraseForThisComputer')}
      action={t('vault.finish')}
      busy={t('vault.sealing')}
      task={task}
      isReady={isAcceptable(chosen)}
      onSubmit={finish}
    >
      <p className="text-text-2">{t('vault.itOpensBuskerHereEvery')}</p>
      <ChoosePassphrase value={chosen} onChange={setChosen} hasKeychain={hasKeychain} />
    </VaultForm>
  )
}
