import { useId, useState } from 'react'
import { ChoosePassphrase, isAcceptable, emptyPassphrase } from './ChoosePassphrase.tsx'
import { VaultForm } from './VaultForm.tsx'
import { useTask } from './useTask.ts'
import type { VaultFlowProps } from './vaultFlowProps.ts'
import { t } from '../../shared/i18n/t.ts'

const wordCount = 24

/** An identity brought back: its words, then a passphrase for this computer. */
export function RestoreIdentity({ vault, hasKeychain, onDone }: VaultFlowProps) {
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
  const restore = () => {
    const { passphrase, remember } = chosen
    task.run(async () => onDone(await vault.ask('vault.restore', { words, passphrase, remember })))
  }
  return (
    <VaultForm
      title={t('vault.aPassphraseForThisComputer')}
      action={t('vault.restore')}
      busy={t('vault.bringingItBack')}
      task={task}
      isReady={isAcceptable(chosen)}
      onSubmit={restore}
      secondaryAction={{ label: t('vault.backToTheWords'), onPress: () => setAtPassphrase(false) }}
    >
      <p className="text-text-2">{t('vault.whatTheHubKeepsFor')}</p>
      <ChoosePassphrase value={chosen} onChange={setChosen} hasKeychain={hasKeychain} />
    </VaultForm>
  )
}
