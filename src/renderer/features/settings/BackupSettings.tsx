import { HardDriveDownload } from 'lucide-react'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { SnapshotError, useHubSnapshot } from '../wallet/useHubSnapshot.tsx'
import { SettingsCard, SettingsRow } from './SettingsCard.tsx'

/** Copies of library and orders: the hub's, and one's own. */
export function BackupSettings() {
  const { snapshot, keep } = useHubSnapshot()
  const save = useIpcMutation('app.saveSnapshot')
  const showToast = useToasts((toasts) => toasts.show)
  const { keptAt, problem } = snapshot.data ?? { keptAt: null, problem: null }
  return (
    <Section title="Copies">
      <SettingsCard>
        <SettingsRow
          title="With the hub"
          description={
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
              keep.mutate({}, { onSuccess: () => showToast('The hub has a new copy.', { tone: 'good' }) })
            }
          >
            Make one now
          </Button>
        </SettingsRow>
        <SettingsRow
          title="In a file"
          description="The same copy, to keep where you like. It opens with your words alone."
        >
          <Button
            icon={HardDriveDownload}
            busy={save.isPending && 'Saving…'}
            onClick={() =>
              save.mutate(
                {},
                {
                  onSuccess: ({ file }) => file !== null && showToast(`Saved as ${file}.`, { tone: 'good' }),
                },
              )
            }
          >
            Save…
          </Button>
        </SettingsRow>
      </SettingsCard>
      <SnapshotError
        error={keep.error ?? save.error ?? snapshot.error}
        onRetry={() => void snapshot.refetch()}
      />
    </Section>
  )
}
