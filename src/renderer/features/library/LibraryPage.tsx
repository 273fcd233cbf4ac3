import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Disc3, Library, Play } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { describeOutage } from '../../shell/describeOutage.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Reserved } from '../reservations/Reserved.tsx'
import { useWorkActions } from '../work/useWorkActions.ts'
import { WorkGrid } from '../work/WorkCard.tsx'
import { AddFolderButton } from './AddFolderButton.tsx'
import { GiftInbox } from './GiftInbox.tsx'
import { LibraryBar } from './LibraryBar.tsx'
import { GroupedLibrary, GroupHeading, NothingFits } from './GroupedLibrary.tsx'
import { type GroupedBy, groupKeyOf } from './libraryGroups.ts'
import type { LibraryPart } from './libraryParts.ts'
import { librarySortOf } from './librarySort.ts'
import { type LibraryView, filterLibrary, prepareFilter } from './libraryFilter.ts'
import { OnItsWay } from './OnItsWay.tsx'
import { OwnWorks } from './OwnWorks.tsx'
import { OwnedList } from './OwnedList.tsx'
import { orderByPlays, usePlays } from './usePlays.ts'
import { t } from '../../../shared/i18n/t.ts'

const initialView: LibraryView = { text: '', kind: 'track', sort: 'newest', isDownloadedOnly: false }
const noWorks: readonly OwnedWork[] = []
const noneOwn: readonly WorkView[] = []

/** What one owns: its tracks, its releases, or by artist and genre. */
export function LibraryPage() {
  const { data, error, refetch } = useIpcQuery('library', {})
  const actions = useWorkActions()
  const navigate = useNavigate()
  const { show, of } = useSearch({ from: '/library' })
  const ownWorks = useIpcQuery('works', { owner: 'self' })
  const own = ownWorks.data ?? noneOwn
  const part = show ?? (data?.length === 0 && own.length > 0 ? 'own' : 'track')
  const [kept, setView] = useState(initialView)
  const view = useMemo(
    (): LibraryView => ({ ...kept, kind: part === 'release' ? 'release' : 'track' }),
    [kept, part],
  )
  const isOffline = describeOutage(useIpcQuery('status', {}).data?.parts)?.isOffline === true
  const by = part === 'artist' || part === 'genre' ? part : undefined
  const owned = useMemo(() => ownedOf(data ?? noWorks, by, of), [data, by, of])
  const isOfGroups = by !== undefined && of === undefined
  const plays = usePlays()
  const ordered = useMemo(() => orderByPlays(owned, plays, view.sort), [owned, plays, view.sort])
  const shown = useMemo(
    () => (isOfGroups ? noWorks : filterLibrary(ordered, view)),
    [isOfGroups, ordered, view],
  )
  useEffect(() => {
    // Once the rows are there.
    const timer = setTimeout(() => prepareFilter(data ?? noWorks))
    return () => clearTimeout(timer)
  }, [data])
  const tracks = useMemo(
    () => (view.kind === 'track' ? shown : filterLibrary(ordered, { ...view, kind: 'track' })),
    [ordered, view, shown],
  )
  const isPlayable = ({ isDownloaded }: OwnedWork) => isDownloaded || !isOffline
  const playAll = () => actions.playAll(tracks.filter(isPlayable).map(({ work }) => work))
  const open = (next: LibraryPart, group?: string) => {
    setView({ ...kept, text: '' })
    void navigate({
      to: '/library',
      search: { show: next, ...(group !== undefined && { of: group }) },
    })
  }
  return (
    <Page
      title={t('common.library')}
      actions={
        <>
          <Link to="/purchases" className="px-2 text-text-2 underline">
            {t('purchases.ordersAndReceipts')}
          </Link>
          {part !== 'own' && tracks.some(isPlayable) ? (
            <Button variant="primary" icon={Play} onClick={playAll}>
              {t('library.playAll')}
            </Button>
          ) : null}
        </>
      }
    >
      <GiftInbox />
      <Reserved />
      <OnItsWay />
      {error !== null ? (
        <ErrorState title={t('library.yourLibraryCouldNotBe')} error={error} onRetry={() => void refetch()} />
      ) : data === undefined || (data.length === 0 && ownWorks.isPending) ? (
        <SkeletonRows label={t('library.loadingYourLibrary')} rows={9} />
      ) : data.length === 0 && own.length === 0 ? (
        <EmptyLibrary />
      ) : (
        <>
          <LibraryBar
            part={part}
            onPart={open}
            isSortHidden={isOfGroups || part === 'own'}
            published={own.length}
            view={view}
            onChange={setView}
            owned={data}
          />
          {isOffline ? (
            <p role="status" className="mb-2 text-sm text-text-2">
              {t('library.youAreOfflineWhatIs')}
            </p>
          ) : null}
          {part === 'own' ? (
            <OwnWorks works={own} text={view.text} onAll={() => setView(initialView)} />
          ) : isOfGroups ? (
            <GroupedLibrary
              by={by}
              owned={owned}
              view={view}
              onOpen={({ key }) => open(part, key)}
              onAll={() => setView(initialView)}
            />
          ) : (
            <>
              {by === undefined ? null : <GroupHeading by={by} owned={owned} onAll={() => open(part)} />}
              <LibraryContent
                shown={shown}
                isPlayable={isPlayable}
                view={view}
                onView={setView}
                onAll={() => setView({ ...initialView, layout: view.layout ?? 'grid' })}
              />
            </>
          )}
        </>
      )}
    </Page>
  )
}

/** @param of of which artist or genre; undefined: of all */
function ownedOf(owned: readonly OwnedWork[], by: GroupedBy | undefined, of: string | undefined) {
  if (by === undefined || of === undefined) return owned
  return owned.filter(({ work }) => groupKeyOf(work, by) === of)
}

interface LibraryContentProps {
  readonly shown: readonly OwnedWork[]
  readonly isPlayable: (owned: OwnedWork) => boolean
  readonly view: LibraryView
  readonly onView: (view: LibraryView) => void
  readonly onAll: () => void
}

function LibraryContent({ shown, isPlayable, view, onView, onAll }: LibraryContentProps) {
  const isFiltered = view.text !== '' || view.isDownloadedOnly || view.source !== undefined
  if (shown.length > 0) {
    return view.kind === 'track' || view.layout === 'list' ? (
      <OwnedList
        label={view.kind === 'track' ? t('library.yourTracks') : t('library.yourReleases')}
        owned={shown}
        isPlayable={isPlayable}
        sort={librarySortOf(view, onView)}
      />
    ) : (
      <WorkGrid label={t('library.yourReleases')} works={shown.map(({ work }) => work)} />
    )
  }
  return isFiltered ? (
    <NothingFits onAll={onAll} />
  ) : (
    <EmptyState
      icon={Disc3}
      title={view.kind === 'release' ? t('library.noReleasesYet') : t('library.noSingleTracksYet')}
    >
      {view.kind === 'release' ? t('library.releasesYouBuyWholeShow') : t('library.tracksYouBuyShowHere')}
    </EmptyState>
  )
}

function EmptyLibrary() {
  return (
    <EmptyState
      icon={Library}
      title={t('library.yourLibraryIsEmpty')}
      actions={
        <>
          <Link
            to="/"
            className="inline-flex h-9 items-center rounded-small bg-accent px-3.5 font-medium text-on-accent hover:brightness-110"
          >
            {t('library.discoverMusic')}
          </Link>
          <AddFolderButton />
          <Link
            to="/studio/publish"
            className="inline-flex h-9 items-center rounded-small border border-line-strong px-3.5 font-medium hover:bg-surface-3"
          >
            {t('library.publishYourOwn')}
          </Link>
        </>
      }
    >
      {t('library.whatYouBuyIsYours')}
    </EmptyState>
  )
}
