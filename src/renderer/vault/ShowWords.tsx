import { useState } from 'react'
import { TextField } from '../ui/TextField.tsx'
import { VaultForm } from './VaultForm.tsx'
import { useTask } from './useTask.ts'
import type { VaultFlowProps } from './vaultFlowProps.ts'
import { WordGrid } from './WordGrid.tsx'
import { t } from '../../shared/i18n/t.ts'

/** The words once more, for whoever knows the passphrase. */
export function ShowWords({ vault, onDone }: VaultFlowProps) {
  const [passphrase, setPassphrase] = useState('')
  const [words, setWords] = useState<readonly string[]>([])
  const task = useTask()
  if (words.length > 0) {
    return (
      <VaultForm title={t('common.your24Words')} action={t('common.done')} onSubmit={() => onDone({})}>
        <p className="text-text-2">{t('vault.whoeverSeesThemCanTake')}</p>
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
      title={t('vault.showMyWords')}
      action={t('vault.showThem')}
      busy={t('vault.opening')}
      task={task}
      isReady={passphrase !== ''}
      onSubmit={show}
    >
      <TextField
        label={t('common.passphrase')}
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={({ target }) => setPassphrase(target.value)}
      />
    </VaultForm>
  )
}
