import { Link } from '@tanstack/react-router'
import { ListFilter, ListMusic } from 'lucide-react'
import type { OwnedWork, PlaylistView } from '../../../shared/api/library.ts'
import { t } from '../../../shared/i18n/t.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { totalDuration } from '../../ui/time.ts'
import { artworkOf } from '../../ui/TrackList.tsx'
import { roughDuration } from '../player/spokenPosition.ts'
import { describeRule } from './describeRule.ts'
import { listHandle } from './listDrag.ts'
import { isBuiltIn, type ShownSmartList } from './smartLists.ts'

interface PlaylistCardsProps {
  /** The list's name. */
  readonly label: string
  readonly playlists: readonly PlaylistView[]
}

/** Playlists with the covers of what is in them. */
export function PlaylistCards({ label, playlists }: PlaylistCardsProps) {
  return (
    <ul aria-label={label} className="grid grid-cols-[repeat(auto-fill,minmax(168px,1fr))] gap-x-5 gap-y-6">
      {playlists.map((playlist) => (
        <li key={playlist.id} className="min-w-0">
          <PlaylistCard playlist={playlist} />
        </li>
      ))}
    </ul>
  )
}

function PlaylistCard({ playlist: { id, name, tracks } }: { readonly playlist: PlaylistView }) {
  const length = totalDuration(tracks)
  return (
    <Link to="/playlists/$id" params={{ id }} {...listHandle(id)} className="group block rounded-large">
      <span className="grid aspect-square grid-cols-2 overflow-hidden rounded-large bg-surface-3 transition-[filter] group-hover:brightness-105">
        {tracks.length === 0 ? (
          <span className="col-span-2 flex items-center justify-center">
            <ListMusic size={32} strokeWidth={1.25} aria-hidden className="text-text-3" />
          </span>
        ) : (
          Array.from({ length: tracks.length < 4 ? 1 : 4 }, (_, index) => {
            const track = tracks[index]
            const className =
              tracks.length < 4 ? 'col-span-2 size-full rounded-none!' : 'size-full rounded-none!'
            return track === undefined ? null : (
              <Artwork key={index} {...artworkOf(track)} className={className} />
            )
          })
        )}
      </span>
      <span dir="auto" className="mt-2 block truncate font-medium" title={name}>
        {name}
      </span>
      <span className="block text-sm text-text-2">
        {tracks.length === 0
          ? t('playlists.empty')
          : `${t('count.track', { count: tracks.length })}, ${roughDuration(length)}`}
      </span>
    </Link>
  )
}

interface SmartListRowsProps {
  /** The list's name. */
  readonly label: string
  readonly lists: readonly ShownSmartList[]
  /** For the names of artists in rules. */
  readonly owned: readonly OwnedWork[]
}

/** Smart lists with what their rules say. */
export function SmartListRows({ label, lists, owned }: SmartListRowsProps) {
  return (
    <ul aria-label={label} className="grid gap-x-5 min-[1000px]:grid-cols-2">
      {lists.map((list) => (
        <li key={list.id} className="min-w-0">
          <SmartListRow list={list} owned={owned} />
        </li>
      ))}
    </ul>
  )
}

function SmartListRow({
  list,
  owned,
}: {
  readonly list: ShownSmartList
  readonly owned: readonly OwnedWork[]
}) {
  const { id, name, rule } = list
  return (
    <Link
      to="/lists/$id"
      params={{ id }}
      {...(isBuiltIn(list) ? { draggable: false } : listHandle(id))}
      className="flex min-h-14 items-center gap-3 rounded-small px-2 py-2 hover:bg-surface-3"
    >
      <ListFilter size={20} strokeWidth={1.5} aria-hidden className="shrink-0 text-text-3" />
      <span className="min-w-0">
        <span dir="auto" className="block truncate font-medium" title={name}>
          {name}
        </span>
        <span className="block truncate text-sm text-text-2">{describeRule(rule, owned)}</span>
      </span>
    </Link>
  )
}
