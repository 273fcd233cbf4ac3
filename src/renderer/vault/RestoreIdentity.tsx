import { exactTime } from '../ui/time.ts'
import type { VaultFlowProps } from './vaultFlowProps.ts'
import { WordsAndPassphrase } from './WordsAndPassphrase.tsx'
import { t } from '../../shared/i18n/t.ts'

/** An identity brought back: its words, then a passphrase for this computer. */
export function RestoreIdentity({ vault, hasKeychain, copyMadeAt, onDone }: VaultFlowProps) {
  return (
    <WordsAndPassphrase
      hasKeychain={hasKeychain}
      action={t('vault.restore')}
      busy={t('vault.bringingItBack')}
      outcome={
        copyMadeAt === null
          ? t('vault.whatTheHubKeepsFor')
          : t('vault.whatTheCopyHas', { madeAt: exactTime(copyMadeAt) })
      }
      onDone={async (known) => onDone(await vault.ask('vault.restore', known))}
    />
  )
}
