import { Link } from '@tanstack/react-router'
import { Disc3, Library, ListFilter, Play } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { describeOutage } from '../../shell/describeOutage.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useWorkActions } from '../work/useWorkActions.ts'
import { WorkGrid } from '../work/WorkCard.tsx'
import { GiftInbox } from './GiftInbox.tsx'
import { LibraryBar } from './LibraryBar.tsx'
import { librarySortOf } from './librarySort.ts'
import { type LibraryView, filterLibrary, prepareFilter } from './libraryFilter.ts'
import { OwnedList } from './OwnedList.tsx'

const initialView: LibraryView = { text: '', kind: 'track', sort: 'newest', isDownloadedOnly: false }

/** What one owns. */
export function LibraryPage() {
  const { data, error, refetch } = useIpcQuery('library', {})
  const actions = useWorkActions()
  const [view, setView] = useState(initialView)
  const isOffline = describeOutage(useIpcQuery('status', {}).data?.parts)?.summary === 'Offline'
  const shown = useMemo(() => filterLibrary(data ?? [], view), [data, view])
  useEffect(() => {
    // Once the rows are there.
    const timer = setTimeout(() => prepareFilter(data ?? []))
    return () => clearTimeout(timer)
  }, [data])
  const tracks = useMemo(
    () => (view.kind === 'track' ? shown : filterLibrary(data ?? [], { ...view, kind: 'track' })),
    [data, view, shown],
  )
  const isPlayable = ({ isDownloaded }: OwnedWork) => isDownloaded || !isOffline
  const playAll = () => actions.playAll(tracks.filter(isPlayable).map(({ work }) => work))
  return (
    <Page
      title="Library"
      actions={
        tracks.some(isPlayable) ? (
          <Button variant="primary" icon={Play} onClick={playAll}>
            Play all
          </Button>
        ) : null
      }
    >
      <GiftInbox />
      {error !== null ? (
        <ErrorState title="Your library could not be read" error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <SkeletonRows label="Loading your library" rows={9} />
      ) : data.length === 0 ? (
        <EmptyLibrary />
      ) : (
        <>
          <LibraryBar view={view} onChange={setView} owned={data} />
          {isOffline ? (
            <p role="status" className="mb-2 text-sm text-text-2">
              You are offline: what is downloaded plays.
            </p>
          ) : null}
          <LibraryContent
            shown={shown}
            view={view}
            onView={setView}
            onAll={() => setView({ ...initialView, kind: view.kind, layout: view.layout ?? 'grid' })}
          />
        </>
      )}
    </Page>
  )
}

interface LibraryContentProps {
  readonly shown: readonly OwnedWork[]
  readonly view: LibraryView
  readonly onView: (view: LibraryView) => void
  readonly onAll: () => void
}

function LibraryContent({ shown, view, onView, onAll }: LibraryContentProps) {
  const isFiltered = view.text !== '' || view.isDownloadedOnly
  if (shown.length > 0) {
    return view.kind === 'track' || view.layout === 'list' ? (
      <OwnedList
        label={view.kind === 'track' ? 'Your tracks' : 'Your releases'}
        owned={shown}
        sort={librarySortOf(view, onView)}
      />
    ) : (
      <WorkGrid label="Your releases" works={shown.map(({ work }) => work)} />
    )
  }
  return isFiltered ? (
    <EmptyState
      icon={ListFilter}
      title="Nothing of yours fits"
      actions={<Button onClick={onAll}>Show everything</Button>}
    >
      Try fewer letters, or show what is not downloaded as well.
    </EmptyState>
  ) : (
    <EmptyState icon={Disc3} title={view.kind === 'release' ? 'No releases yet' : 'No single tracks yet'}>
      {view.kind === 'release' ? 'Releases you buy whole show here.' : 'Tracks you buy show here.'}
    </EmptyState>
  )
}

function EmptyLibrary() {
  return (
    <EmptyState
      icon={Library}
      title="Your library is empty"
      actions={
        <>
          <Link
            to="/"
            className="inline-flex h-9 items-center rounded-small bg-accent px-3.5 font-medium text-on-accent hover:brightness-110"
          >
            Discover music
          </Link>
          <Link
            to="/studio/publish"
            className="inline-flex h-9 items-center rounded-small border border-line-strong px-3.5 font-medium hover:bg-surface-3"
          >
            Publish your own
          </Link>
        </>
      }
    >
      What you buy is yours for good: it plays here without a network, and when the artist is gone.
    </EmptyState>
  )
}
