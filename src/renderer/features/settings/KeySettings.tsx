import { KeyRound, LockKeyhole, ScrollText } from 'lucide-react'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { SettingsCard, SettingsRow } from './SettingsCard.tsx'

/** Passphrase and words: both open the vault window, the only place where they are typed and shown. */
export function KeySettings() {
  const vault = useIpcMutation('app.openVault')
  const lock = useIpcMutation('app.lock')
  const failure = vault.error ?? lock.error
  return (
    <Section title="Keys">
      <SettingsCard>
        <SettingsRow title="Passphrase" description="Opens Busker on this machine.">
          <Button icon={KeyRound} onClick={() => vault.mutate({ purpose: 'changePassphrase' })}>
            Change…
          </Button>
        </SettingsRow>
        <SettingsRow
          title="Your 24 words"
          description="Bring everything back on another machine. Whoever has them has your money and music."
        >
          <Button icon={ScrollText} onClick={() => vault.mutate({ purpose: 'showWords' })}>
            Show…
          </Button>
        </SettingsRow>
        <SettingsRow title="Lock now" description="Music stops, and selling pauses until you unlock.">
          <Button icon={LockKeyhole} busy={lock.isPending && 'Locking…'} onClick={() => lock.mutate({})}>
            Lock
          </Button>
        </SettingsRow>
      </SettingsCard>
      {failure === null ? null : (
        <ErrorState
          title={vault.isError ? 'The window for your keys did not open' : 'Busker is not locked'}
          error={failure}
          money="Your keys are untouched."
          className="mt-3"
        />
      )}
    </Section>
  )
}
