import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { FolderInput, ListFilter, ListMusic, type LucideIcon } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import type { PlaylistView } from '../../../shared/api/library.ts'
import type { SmartListView } from '../../../shared/api/smartLists.ts'
import { t } from '../../../shared/i18n/t.ts'
import { ContextMenu } from '../../ui/Menu.tsx'
import { listHandle } from './listDrag.ts'
import { type MovedList, useMoveListStore } from './moveListStore.ts'
import { droppedWorks, hasWorks } from './trackDrag.ts'
import { useAddTracks } from './useAddTracks.ts'

/** A playlist in the side bar. Rows are dropped on it, and it is dragged into a folder. */
export function PlaylistLink({ playlist }: { readonly playlist: PlaylistView }) {
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
    <ListMenu list={playlist}>
      <Link
        to="/playlists/$id"
        params={{ id }}
        title={name}
        {...listHandle(id)}
        onDragOver={onDragOver}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={clsx(
          look,
          isOver && 'bg-accent-soft text-text-1 outline-2 -outline-offset-2 outline-accent',
        )}
      >
        <LinkContent icon={ListMusic} name={name} />
      </Link>
    </ListMenu>
  )
}

/** A smart list in the side bar, which is dragged into a folder. */
export function SmartListLink({ list }: { readonly list: SmartListView }) {
  const { id, name } = list
  return (
    <ListMenu list={list}>
      <Link to="/lists/$id" params={{ id }} title={name} {...listHandle(id)} className={look}>
        <LinkContent icon={ListFilter} name={name} />
      </Link>
    </ListMenu>
  )
}

const look = clsx(
  'flex h-8 items-center gap-3 rounded-small px-3 text-text-2 transition-colors hover:bg-surface-3 hover:text-text-1',
  'aria-[current=page]:bg-surface-3 aria-[current=page]:font-medium aria-[current=page]:text-text-1',
)

function LinkContent({ icon: Icon, name }: { readonly icon: LucideIcon; readonly name: string }) {
  return (
    <>
      <Icon size={17} strokeWidth={1.75} aria-hidden className="shrink-0 text-text-3" />
      <bdi className="min-w-0 truncate">{name}</bdi>
    </>
  )
}

interface ListMenuProps {
  readonly list: MovedList
  readonly children: React.ReactElement
}

function ListMenu({ list, children }: ListMenuProps) {
  const ask = useMoveListStore((store) => store.ask)
  return (
    <ContextMenu
      label={t('playlists.actionsFor', { name: list.name })}
      entries={() => [{ label: t('playlists.moveToAFolder'), icon: FolderInput, onSelect: () => ask(list) }]}
    >
      {children}
    </ContextMenu>
  )
}
