import { Link } from '@tanstack/react-router'
import { User } from 'lucide-react'
import type { LibraryGroup, GroupedBy } from './libraryGroups.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { Artwork } from '../../ui/Artwork.tsx'
import type { Column } from '../../ui/column.ts'
import { compareText } from '../../ui/comparisons.ts'
import { countText } from '../../ui/count.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { Table } from '../../ui/Table.tsx'
import { artworkOf } from '../../ui/TrackList.tsx'
import { useColumnSort } from '../../ui/useColumnSort.ts'
import { roughDuration } from '../player/spokenPosition.ts'
import { useWorkActions } from '../work/useWorkActions.ts'
import { useWorkMenu } from '../work/useWorkMenu.ts'
import { t } from '../../../shared/i18n/t.ts'

interface GroupListProps {
  readonly by: GroupedBy
  readonly groups: readonly LibraryGroup[]
  readonly onOpen: (group: LibraryGroup) => void
}

/** The artists or genres of a library, with how much there is of each. */
export function GroupList({ by, groups, onOpen }: GroupListProps) {
  const menu = useGroupMenu(by)
  const { rows, sort } = useColumnSort(groups, comparisons)
  const columns: readonly Column<LibraryGroup>[] = [
    {
      id: 'cover',
      header: t('common.cover'),
      isHeaderHidden: true,
      className: 'w-13',
      cell: ({ work }) => <Artwork {...artworkOf(work)} pixels={36} className="size-9" />,
    },
    {
      id: 'name',
      header: by === 'artist' ? t('common.artist') : t('common.genre'),
      className: 'font-medium',
      cell: (group) => (
        <Link
          to="/library"
          search={{ show: by, of: group.key }}
          tabIndex={-1}
          draggable={false}
          onDoubleClick={(event) => event.stopPropagation()}
          onClick={(event) => event.stopPropagation()}
          className="hover:underline"
        >
          <GroupName group={group} by={by} />
        </Link>
      ),
    },
    {
      id: 'tracks',
      header: t('common.tracks'),
      align: 'end',
      className: 'w-24 text-text-2',
      cell: ({ tracks }) => countText(tracks.length),
    },
    {
      id: 'releases',
      header: t('common.releases'),
      align: 'end',
      className: 'w-32 text-text-2',
      cell: ({ releases }) => countText(releases),
    },
    {
      id: 'length',
      header: t('common.length'),
      align: 'end',
      className: 'w-28 text-text-3',
      cell: ({ durationMs }) => roughDuration(durationMs),
    },
  ]
  return (
    <Table
      label={by === 'artist' ? t('library.yourArtists') : t('library.yourGenres')}
      rows={rows}
      columns={columns}
      keyOf={({ key }) => key}
      nameOf={({ name }) => name}
      sort={sort}
      onOpen={onOpen}
      menu={menu}
    />
  )
}

/** What a group is called: an artist with the mark of the account where another goes by that name. */
export function GroupName({ group, by }: { readonly group: LibraryGroup; readonly by: GroupedBy }) {
  if (by === 'artist')
    return group.name === '' ? t('library.withoutAnArtist') : <ArtistName work={group.work} />
  return group.key === '' ? t('library.withoutAGenre') : <bdi title={group.name}>{group.name}</bdi>
}

const comparisons: Readonly<Record<string, (a: LibraryGroup, b: LibraryGroup) => number>> = {
  name: (a, b) => compareText(a.name, b.name),
  tracks: (a, b) => a.tracks.length - b.tracks.length,
  releases: (a, b) => a.releases - b.releases,
  length: (a, b) => a.durationMs - b.durationMs,
}

/** What can be done with all tracks of groups; an artist's page is a step further. */
function useGroupMenu(by: GroupedBy): (groups: readonly LibraryGroup[]) => readonly MenuEntry[] {
  const actions = useWorkActions()
  const menu = useWorkMenu()
  return (groups) => {
    const works = groups.flatMap(({ tracks }) => tracks.map(({ work }) => work))
    const [first] = groups
    const isMany = works.length > 1
    const entries = menu(works)
    if (by === 'genre' || first === undefined || groups.length > 1 || !isMany) return entries
    const { work } = first
    if (work.file !== undefined) return entries
    return [
      ...entries,
      'line',
      { label: t('work.goToTheArtist'), icon: User, onSelect: () => actions.openArtist(work) },
    ]
  }
}
