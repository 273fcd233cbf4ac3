import type { VaultFlowProps } from './vaultFlowProps.ts'
import { WordsAndPassphrase } from './WordsAndPassphrase.tsx'
import { t } from '../../shared/i18n/t.ts'

/** What is on this machine, opened with its words when the passphrase does not open it. */
export function UseWords({ vault, hasKeychain, onDone }: VaultFlowProps) {
  return (
    <WordsAndPassphrase
      hasKeychain={hasKeychain}
      action={t('vault.open')}
      busy={t('vault.openingEverything')}
      outcome={t('vault.aNewPassphraseForWhat')}
      onDone={async (known) => onDone(await vault.ask('vault.useWords', known))}
    />
  )
}
