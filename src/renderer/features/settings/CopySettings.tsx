import { HardDriveDownload } from 'lucide-react'
import { useAction, useAsk } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { Card, Row } from './Card.tsx'

/** Copies of library and orders: the hub's, and one's own. */
export function CopySettings() {
  const snapshot = useAsk('snapshotState', {})
  const keep = useAction('snapshotKeep')
  const save = useAction('app.saveSnapshot')
  const say = useToasts((toasts) => toasts.say)
  const { keptAt, problem } = snapshot.data ?? { keptAt: null, problem: null }
  const failure = keep.error ?? save.error ?? snapshot.error
  return (
    <Section title="Copies">
      <Card>
        <Row
          title="With the hub"
          says={
            snapshot.isPending ? (
              'Looking…'
            ) : problem !== null ? (
              `The newest copy did not get through: ${problem.message}`
            ) : keptAt === null ? (
              'None yet. One is made by itself after your first order.'
            ) : (
              <>
                Made <Time at={keptAt} />, sealed with your words.
              </>
            )
          }
        >
          <Button
            busy={keep.isPending && 'Making a copy…'}
            onClick={() =>
              keep.mutate({}, { onSuccess: () => say('The hub has a new copy.', { tone: 'good' }) })
            }
          >
            Make one now
          </Button>
        </Row>
        <Row title="In a file" says="The same copy, to keep where you like. It opens with your words alone.">
          <Button
            icon={HardDriveDownload}
            busy={save.isPending && 'Saving…'}
            onClick={() =>
              save.mutate(
                {},
                { onSuccess: ({ file }) => file !== null && say(`Saved as ${file}.`, { tone: 'good' }) },
              )
            }
          >
            Save…
          </Button>
        </Row>
      </Card>
      {failure === null ? null : (
        <ErrorState
          title="The copy is not up to date"
          error={failure}
          money="Your money and music are safe on this machine."
          className="mt-3"
          onRetry={() => void snapshot.refetch()}
        />
      )}
    </Section>
  )
}
