import { useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { useState } from 'react'
import type { PlaylistView } from '../../../shared/api/library.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ReorderableList } from '../../ui/ReorderableList.tsx'
import { Duration } from '../../ui/Time.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { artworkOf } from '../../ui/TrackList.tsx'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { ListenButton } from '../work/ListenButton.tsx'
import { PriceButton } from '../work/WorkList.tsx'
import { RowLink } from '../work/RowLink.tsx'
import { canPlayInFull, useWorkActions } from '../work/useWorkActions.ts'
import { useWorkMenu } from '../work/useWorkMenu.ts'
import { moveItem } from '../../ui/moveItem.ts'
import { t } from '../../../shared/i18n/t.ts'

/** A place in a playlist; the same track may have two. */
interface PlaylistEntry {
  readonly key: string
  readonly work: WorkView
}

/** A playlist's tracks in their order, which one changes here. A change shows at once and is saved in the background. */
export function PlaylistTracks({ playlist }: { readonly playlist: PlaylistView }) {
  const { id, tracks } = playlist
  const arrange = useSaveOrder(id)
  const actions = useWorkActions()
  const menu = useWorkMenu()
  const playing = usePlayer(({ track }) => track?.label)
  const [entries, setEntries] = useEntries(tracks)
  const hasUnowned = !entries.every(({ work }) => canPlayInFull(work))
  const change = (next: readonly PlaylistEntry[]) => {
    setEntries(next)
    arrange(next.map(({ work }) => work))
  }
  const play = ({ work }: PlaylistEntry) => {
    // Of what one does not own yet, the preview is played.
    if (!canPlayInFull(work)) return actions.listen(work)
    actions.playAll(
      entries.map((entry) => entry.work),
      work,
    )
  }
  return (
    <ReorderableList
      label={playlist.name}
      items={entries}
      keyOf={({ key }) => key}
      nameOf={({ work }) => work.title}
      isCurrent={({ work }) => work.label === playing}
      menu={({ work }) => menu([work])}
      onOpen={play}
      onMove={(entry, to) => change(moveItem(entries, entries.indexOf(entry), to))}
      onRemove={(entry) => change(entries.filter((other) => other !== entry))}
    >
      {(entry, index) => (
        <>
          <span className="w-6 shrink-0 text-sm text-text-3">{index + 1}</span>
          <span className="relative size-9 shrink-0">
            <Artwork {...artworkOf(entry.work)} pixels={36} className="size-9" />
            <span className="absolute inset-0 rounded-small bg-scrim opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100">
              <ListenButton work={entry.work} onListen={() => play(entry)} />
            </span>
          </span>
          <span
            dir="auto"
            title={entry.work.title}
            className={clsx(
              'min-w-0 flex-[3] truncate font-medium',
              entry.work.label === playing
                ? 'text-accent'
                : canPlayInFull(entry.work)
                  ? undefined
                  : 'text-text-3',
            )}
          >
            <RowLink work={entry.work} part="title">
              {entry.work.title}
            </RowLink>
          </span>
          <span className="flex min-w-0 flex-[2] text-text-2">
            <RowLink work={entry.work} part="artist">
              <ArtistName work={entry.work} />
            </RowLink>
          </span>
          <span
            dir="auto"
            title={entry.work.releaseTitle ?? undefined}
            className="min-w-0 flex-[2] truncate text-text-2 @max-[820px]/page:hidden"
          >
            {entry.work.releaseTitle === null ? null : (
              <RowLink work={entry.work} part="release">
                {entry.work.releaseTitle}
              </RowLink>
            )}
          </span>
          {hasUnowned ? (
            <span className="flex w-30 shrink-0 justify-end">
              {canPlayInFull(entry.work) ? null : <PriceButton work={entry.work} />}
            </span>
          ) : null}
          <Duration ms={entry.work.durationMs} className="w-16 shrink-0 text-end text-text-3" />
          <IconButton
            label={t('playlists.removeTitle', { title: entry.work.title })}
            icon={X}
            size="small"
            className="opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 focus-visible:opacity-100"
            onClick={() => change(entries.filter((other) => other !== entry))}
          />
        </>
      )}
    </ReorderableList>
  )
}

/** The playlist's entries, kept under their keys while only their order changes. */
function useEntries(tracks: readonly WorkView[]) {
  const [kept, setKept] = useState({ tracks, entries: toEntries(tracks) })
  const labels = (works: readonly WorkView[]) => works.map(({ label }) => label).join(' ')
  const isSame = labels(kept.tracks) === labels(tracks)
  if (!isSame && labels(kept.entries.map(({ work }) => work)) !== labels(tracks)) {
    setKept({ tracks, entries: toEntries(tracks) })
  }
  const setEntries = (entries: readonly PlaylistEntry[]) => setKept({ tracks, entries })
  return [kept.entries, setEntries] as const
}

const toEntries = (tracks: readonly WorkView[]): readonly PlaylistEntry[] =>
  tracks.map((work, index) => ({ key: `${index} ${work.label}`, work }))

function useSaveOrder(id: PlaylistView['id']): (works: readonly WorkView[]) => void {
  const client = useClient()
  const queries = useQueryClient()
  const showToast = useToasts((toasts) => toasts.show)
  return (works) => {
    client
      .ask('arrangePlaylist', { id, tracks: works.map(({ label }) => label) })
      .catch((error: unknown) => showToast(messageOf(error), { tone: 'bad' }))
      .finally(() => void queries.invalidateQueries({ queryKey: ['playlists'] }))
  }
}
