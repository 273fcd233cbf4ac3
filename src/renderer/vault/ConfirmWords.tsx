import { useState } from 'react'
import { TextField } from '../ui/TextField.tsx'
import { VaultForm } from './VaultForm.tsx'
import { useTask } from './useTask.ts'
import { t } from '../../shared/i18n/t.ts'

/** One word and its place, from 0. */
export interface Proof {
  readonly place: number
  readonly word: string
}

export interface ConfirmWordsProps {
  readonly words: readonly string[]
  /** Three different places, from 0, in order. */
  readonly positions: readonly number[]
  readonly onConfirmed: (proof: Proof[]) => void
  readonly onBack: () => void
}

/** Asks for some of the words, so that they are on paper before they matter. */
export function ConfirmWords({ words, positions, onConfirmed, onBack }: ConfirmWordsProps) {
  const [typed, setTyped] = useState<readonly string[]>(positions.map(() => ''))
  const task = useTask()
  const check = () => {
    const proof = positions.map((place, index) => ({
      place,
      word: (typed[index] ?? '').trim().toLowerCase(),
    }))
    if (proof.every(({ place, word }) => words[place] === word)) return onConfirmed(proof)
    task.fail(t('vault.aWordDoesNotFit'))
  }
  return (
    <VaultForm
      title={t('vault.threeOfThemPlease')}
      action={t('vault.continue')}
      task={task}
      isReady={typed.every((word) => word.trim() !== '')}
      onSubmit={check}
      secondaryAction={{ label: t('vault.seeThemAgain'), onPress: onBack }}
    >
      <p className="text-text-2">{t('vault.typeTheseFromYourPaper')}</p>
      {positions.map((place, index) => (
        <TextField
          key={place}
          label={t('vault.wordPlace', { place: place + 1 })}
          value={typed[index] ?? ''}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={({ target }) =>
            setTyped(typed.map((word, each) => (each === index ? target.value : word)))
          }
        />
      ))}
    </VaultForm>
  )
}
