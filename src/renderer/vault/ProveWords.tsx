import { useState } from 'react'
import { TextField } from '../ui/TextField.tsx'
import { Step } from './Step.tsx'
import { useTask } from './useTask.ts'

/** One word and its place, from 0. */
export interface Proof {
  readonly place: number
  readonly word: string
}

export interface ProveWordsProps {
  readonly words: readonly string[]
  /** Three different places, from 0, in order. */
  readonly places: readonly number[]
  readonly onProven: (proof: Proof[]) => void
  readonly onBack: () => void
}

/** Asks for some of the words, so that they are on paper before they matter. */
export function ProveWords({ words, places, onProven, onBack }: ProveWordsProps) {
  const [typed, setTyped] = useState<readonly string[]>(places.map(() => ''))
  const task = useTask()
  const check = () => {
    const proof = places.map((place, index) => ({ place, word: (typed[index] ?? '').trim().toLowerCase() }))
    if (proof.every(({ place, word }) => words[place] === word)) return onProven(proof)
    task.fail('A word does not fit. Look at what you wrote down; you can go back and see them again.')
  }
  return (
    <Step
      title="Three of them, please"
      action="Continue"
      task={task}
      isReady={typed.every((word) => word.trim() !== '')}
      onSubmit={check}
      aside={{ label: 'See them again', onPress: onBack }}
    >
      <p className="text-text-2">Type these from your paper, so that you know it is right.</p>
      {places.map((place, index) => (
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
    </Step>
  )
}
