import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { ListMusic } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import type { PlaylistView } from '../../../shared/api/library.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { droppedWorks, hasWorks } from './trackDrag.ts'
import { useAddTracks } from './useAddTracks.ts'
import { t } from '../../../shared/i18n/t.ts'

/** One's playlists in the side bar, where it has room for words. Rows are dropped on them. */
export function PlaylistLinks() {
  const playlists = useIpcQuery('playlists', {}).data ?? []
  if (playlists.length === 0) return null
  return (
    <ul aria-label={t('playlists.yourPlaylists')} className="hidden flex-col gap-0.5 min-[900px]:flex">
      {playlists.map((playlist) => (
        <li key={playlist.id}>
          <PlaylistLink playlist={playlist} />
        </li>
      ))}
    </ul>
  )
}

function PlaylistLink({ playlist }: { readonly playlist: PlaylistView }) {
  const { id, name } = playlist
  const add = useAddTracks()
  const [isOver, setOver] = useState(false)
  const onDragOver = (event: DragEvent) => {
    if (!hasWorks(event.dataTransfer)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setOver(true)
  }
  const onDrop = (event: DragEvent) => {
    setOver(false)
    const labels = droppedWorks(event.dataTransfer)
    if (labels.length === 0) return
    event.preventDefault()
    void add(async () => playlist, labels)
  }
  return (
    <Link
      to="/playlists/$id"
      params={{ id }}
      title={name}
      draggable={false}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={clsx(
        'flex h-8 items-center gap-3 rounded-small px-3 text-text-2 transition-colors hover:bg-surface-3 hover:text-text-1',
        'aria-[current=page]:bg-surface-3 aria-[current=page]:font-medium aria-[current=page]:text-text-1',
        isOver && 'bg-accent-soft text-text-1 outline-2 -outline-offset-2 outline-accent',
      )}
    >
      <ListMusic size={17} strokeWidth={1.75} aria-hidden className="shrink-0 text-text-3" />
      <bdi className="min-w-0 truncate">{name}</bdi>
    </Link>
  )
}
