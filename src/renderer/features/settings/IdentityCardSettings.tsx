import { Copy } from 'lucide-react'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { SettingsCard, SettingsRow } from './SettingsCard.tsx'

/** One's identity card, which somebody needs who wants to give one music. */
export function IdentityCardSettings() {
  const identity = useIpcQuery('identity', {})
  const copy = useIpcMutation('app.copyText')
  const showToast = useToasts((toasts) => toasts.show)
  const card = identity.data?.card
  return (
    <Section title="You">
      <SettingsCard>
        <SettingsRow
          title="My card"
          description={
            identity.isError
              ? messageOf(identity.error)
              : 'Give it to whoever wants to buy music for you. It opens nothing: anybody may see it.'
          }
        >
          <Button
            icon={Copy}
            disabled={card === undefined}
            onClick={() => {
              if (card === undefined) return
              copy.mutate(
                { text: card },
                {
                  onSuccess: () => showToast('Your card is copied.', { tone: 'good' }),
                  onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
                },
              )
            }}
          >
            Copy
          </Button>
        </SettingsRow>
      </SettingsCard>
    </Section>
  )
}
