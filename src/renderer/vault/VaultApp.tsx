import { type ComponentType, useEffect, useState } from 'react'
import type { VaultPurpose } from '../../shared/api/app.ts'
import type { Output } from '../../shared/api/define.ts'
import type { VaultMethods } from '../../shared/ipc.ts'
import { showLanguage } from '../../shared/i18n/t.ts'
import { showInDocument } from '../shell/documentLanguage.ts'
import { ChangePassphrase } from './ChangePassphrase.tsx'
import { CreateIdentity, ProtectIdentity } from './CreateIdentity.tsx'
import { RestoreIdentity } from './RestoreIdentity.tsx'
import { ShowWords } from './ShowWords.tsx'
import { Unlock } from './Unlock.tsx'
import { UseWords } from './UseWords.tsx'
import type { VaultClient } from './vaultClient.ts'
import type { VaultFlowProps } from './vaultFlowProps.ts'

const flows: Record<VaultPurpose, ComponentType<VaultFlowProps>> = {
  create: CreateIdentity,
  protect: ProtectIdentity,
  restore: RestoreIdentity,
  unlock: Unlock,
  useWords: UseWords,
  changePassphrase: ChangePassphrase,
  showWords: ShowWords,
}

/** The page of the vault window. */
export function VaultApp({ vault }: { readonly vault: VaultClient }) {
  const [state, setState] = useState<Output<VaultMethods['vault.state']> | null>(null)
  useEffect(() => {
    void vault.ask('vault.state', {}).then(async (asked) => {
      await showLanguage(asked.language)
      showInDocument(asked.language)
      setState(asked)
    })
  }, [vault])
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') void vault.ask('vault.close', {})
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [vault])
  if (state === null) return null
  const Flow = flows[state.purpose]
  return (
    <Flow
      vault={vault}
      hasKeychain={state.hasKeychain}
      isRemembered={state.isRemembered}
      copyMadeAt={state.copyMadeAt}
      onDone={() => void vault.ask('vault.close', {})}
    />
  )
}
