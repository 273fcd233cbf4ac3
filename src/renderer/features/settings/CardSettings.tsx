import { Copy } from 'lucide-react'
import { useAction, useAsk } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { Card, Row } from './Card.tsx'

/** Who one is to others: what somebody needs who wants to give one music. */
export function CardSettings() {
  const identity = useAsk('identity', {})
  const copy = useAction('app.copyText')
  const say = useToasts((toasts) => toasts.say)
  const card = identity.data?.card
  return (
    <Section title="You">
      <Card>
        <Row
          title="My card"
          says={
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
                  onSuccess: () => say('Your card is copied.', { tone: 'good' }),
                  onError: (error) => say(messageOf(error), { tone: 'bad' }),
                },
              )
            }}
          >
            Copy
          </Button>
        </Row>
      </Card>
    </Section>
  )
}
