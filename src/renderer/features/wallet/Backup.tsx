import { CloudUpload } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { Disclosure, DescriptionList } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'
import { SnapshotError, useHubSnapshot } from './useHubSnapshot.tsx'

/** The sealed copy that the hub keeps, and when it was made. */
export function Backup() {
  const { snapshot, keep } = useHubSnapshot({ refetchIntervalMs: 30_000 })
  const { kept, keptAt, problem } = snapshot.data ?? { kept: 0, keptAt: null, problem: null }
  return (
    <Section
      title="Copy for a new machine"
      actions={
        <Button
          size="small"
          icon={CloudUpload}
          busy={keep.isPending && 'Making a copy…'}
          onClick={() => keep.mutate({})}
        >
          Make one now
        </Button>
      }
    >
      <p className="text-text-2">
        {keptAt === null ? (
          'There is no copy yet. One is made by itself after your first order.'
        ) : (
          <>
            Made <Time at={keptAt} />, sealed with your words, kept by the hub. With it, your library and
            orders come back on another machine.
          </>
        )}
      </p>
      {problem === null ? null : (
        <p role="status" className="mt-2 rounded-small bg-warning-soft px-3 py-2 text-warning">
          The newest copy did not get through: {problem.message}
        </p>
      )}
      <SnapshotError error={keep.error ?? snapshot.error} onRetry={() => void snapshot.refetch()} />
      <div className="mt-2">
        <Disclosure>
          <DescriptionList facts={[['Snapshot number', kept === 0 ? 'none' : kept]]} />
        </Disclosure>
      </div>
    </Section>
  )
}
