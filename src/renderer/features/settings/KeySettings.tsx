import { KeyRound, LockKeyhole, ScrollText } from 'lucide-react'
import { useAction } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { Card, Row } from './Card.tsx'

/** Passphrase and words: each opens the window for secrets, where alone they are typed and shown. */
export function KeySettings() {
  const vault = useAction('app.openVault')
  const lock = useAction('app.lock')
  const failure = vault.error ?? lock.error
  return (
    <Section title="Keys">
      <Card>
        <Row title="Passphrase" says="Opens Busker on this machine.">
          <Button icon={KeyRound} onClick={() => vault.mutate({ purpose: 'changePassphrase' })}>
            Change…
          </Button>
        </Row>
        <Row
          title="Your 24 words"
          says="Bring everything back on another machine. Whoever has them has your money and music."
        >
          <Button icon={ScrollText} onClick={() => vault.mutate({ purpose: 'showWords' })}>
            Show…
          </Button>
        </Row>
        <Row title="Lock now" says="Music stops, and selling pauses until you unlock.">
          <Button icon={LockKeyhole} busy={lock.isPending && 'Locking…'} onClick={() => lock.mutate({})}>
            Lock
          </Button>
        </Row>
      </Card>
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
