import { ArrowLeft, ListFilter } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { roughDuration } from '../player/spokenPosition.ts'
import { useWorkActions } from '../work/useWorkActions.ts'
import { GroupList, GroupName } from './GroupList.tsx'
import { isFrom, type LibraryView } from './libraryFilter.ts'
import { findGroups, type GroupedBy, groupLibrary, type LibraryGroup } from './libraryGroups.ts'
import { t } from '../../../shared/i18n/t.ts'

interface GroupedLibraryProps {
  readonly by: GroupedBy
  readonly owned: readonly OwnedWork[]
  readonly view: LibraryView
  readonly onOpen: (group: LibraryGroup) => void
  readonly onAll: () => void
}

/** The artists or genres of what one owns. */
export function GroupedLibrary({ by, owned, view, onOpen, onAll }: GroupedLibraryProps) {
  const { text, isDownloadedOnly, source } = view
  const groups = useMemo(() => {
    const isShown = (one: OwnedWork) => (!isDownloadedOnly || one.isDownloaded) && isFrom(one, source)
    return groupLibrary(isDownloadedOnly || source !== undefined ? owned.filter(isShown) : owned, by)
  }, [owned, isDownloadedOnly, source, by])
  const found = useMemo(() => findGroups(groups, text), [groups, text])
  if (found.length === 0) return <NothingFits onAll={onAll} />
  return <GroupList by={by} groups={found} onOpen={onOpen} />
}

interface GroupHeadingProps {
  readonly by: GroupedBy
  /** Of the group. */
  readonly owned: readonly OwnedWork[]
  readonly onAll: () => void
}

/** Which artist or genre is shown, and the way back to all. */
export function GroupHeading({ by, owned, onAll }: GroupHeadingProps) {
  const [group] = useMemo(() => groupLibrary(owned, by), [owned, by])
  const actions = useWorkActions()
  const heading = useRef<HTMLHeadingElement>(null)
  // The row that was opened is gone, and with it the focus.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button size="small" icon={ArrowLeft} onClick={onAll}>
        {by === 'artist' ? t('library.allArtists') : t('library.allGenres')}
      </Button>
      {group === undefined ? null : (
        <>
          <h2 ref={heading} tabIndex={-1} className="min-w-0 truncate text-lg font-semibold outline-none">
            <GroupName group={group} by={by} />
          </h2>
          <p className="text-text-2">
            {t('library.tracksAndLength', {
              tracks: t('count.track', { count: group.tracks.length }),
              length: roughDuration(group.durationMs),
            })}
          </p>
          {by === 'artist' && group.work.file === undefined ? (
            <Button size="small" onClick={() => actions.openArtist(group.work)}>
              {t('library.goToTheArtistsPage')}
            </Button>
          ) : null}
        </>
      )}
    </div>
  )
}

/** What one looks for is not in the library. */
export function NothingFits({ onAll }: { readonly onAll: () => void }) {
  return (
    <EmptyState
      icon={ListFilter}
      title={t('library.nothingOfYoursFits')}
      actions={<Button onClick={onAll}>{t('library.showEverything')}</Button>}
    >
      {t('library.tryFewerLettersOrShow')}
    </EmptyState>
  )
}
