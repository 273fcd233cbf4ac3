import { useState } from 'react'
import { TextField } from '../ui/TextField.tsx'
import { VaultForm } from './VaultForm.tsx'
import { useTask } from './useTask.ts'

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
    task.fail('A word does not fit. Look at what you wrote down; you can go back and see them again.')
  }
  return (
    <VaultForm
      title="Three of them, please"
      action="Continue"
      task={task}
      isReady={typed.every((word) => word.trim() !== '')}
      onSubmit={check}
      secondaryAction={{ label: 'See them again', onPress: onBack }}
    >
      <p className="text-text-2">Type these from your paper, so that you know it is right.</p>
      {positions.map((place, index) => (
        <TextField
          key={place}
          label={`Word ${place + 1}`}
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
