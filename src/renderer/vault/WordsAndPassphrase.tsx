import { useId, useState } from 'react'
import { ChoosePassphrase, isAcceptable, emptyPassphrase } from './ChoosePassphrase.tsx'
import { VaultForm } from './VaultForm.tsx'
import { useTask } from './useTask.ts'
import { t } from '../../shared/i18n/t.ts'

const wordCount = 24

export interface KnownWords {
  readonly words: string
  readonly passphrase: string
  readonly remember: boolean
}

interface WordsAndPassphraseProps {
  readonly hasKeychain: boolean
  /** The words on the last button. */
  readonly action: string
  /** The words while it is under way. */
  readonly busy: string
  /** What comes of it, beside the passphrase. */
  readonly outcome: string
  readonly onDone: (known: KnownWords) => Promise<void>
}

/** Asks for the words, then for a new passphrase for this computer. */
export function WordsAndPassphrase({ hasKeychain, action, busy, outcome, onDone }: WordsAndPassphraseProps) {
  const id = useId()
  const [words, setWords] = useState('')
  const [isAtPassphrase, setAtPassphrase] = useState(false)
  const [chosen, setChosen] = useState(emptyPassphrase)
  const task = useTask()
  const count = words.trim() === '' ? 0 : words.trim().split(/\s+/).length

  if (!isAtPassphrase) {
    return (
      <VaultForm
        title={t('common.your24Words')}
        action={t('vault.continue')}
        task={task}
        isReady={count === wordCount}
        onSubmit={() => setAtPassphrase(true)}
      >
        <p className="text-text-2">{t('vault.typeThemInTheirOrder')}</p>
        <label htmlFor={id} className="sr-only">
          {t('common.your24Words')}
        </label>
        <textarea
          id={id}
          rows={6}
          value={words}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={`${id}-count`}
          onChange={({ target }) => setWords(target.value)}
          className="resize-none rounded-small border border-line-strong bg-surface-2 px-3 py-2 text-lg outline-offset-1 focus:outline-2 focus:outline-accent"
        />
        <p id={`${id}-count`} aria-live="polite" className="text-sm text-text-3 tabular-nums">
          {t('vault.ofNumberWordcount', { number: count, wordCount })}
        </p>
      </VaultForm>
    )
  }
  const { passphrase, remember } = chosen
  return (
    <VaultForm
      title={t('vault.aPassphraseForThisComputer')}
      action={action}
      busy={busy}
      task={task}
      isReady={isAcceptable(chosen)}
      onSubmit={() => task.run(() => onDone({ words, passphrase, remember }))}
      secondaryAction={{ label: t('vault.backToTheWords'), onPress: () => setAtPassphrase(false) }}
    >
      <p className="text-text-2">{outcome}</p>
      <ChoosePassphrase value={chosen} onChange={setChosen} hasKeychain={hasKeychain} />
    </VaultForm>
  )
}
