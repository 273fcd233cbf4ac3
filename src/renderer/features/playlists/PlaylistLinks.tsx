import { clsx } from 'clsx'
import { ChevronDown, ChevronRight, Folder } from 'lucide-react'
import { t } from '../../../shared/i18n/t.ts'
import { useFoldedFolders } from './foldedFolders.ts'
import { useListDrop } from './listDrag.ts'
import { type ListFolder, type ListGroup, useListFolders } from './listFolders.ts'
import { PlaylistLink, SmartListLink } from './ListLink.tsx'

/** One's lists in the side bar, where it has room for words, by folder. Rows are dropped on playlists, and lists on folders. */
export function PlaylistLinks() {
  const { folders, rest } = useListFolders()
  const { isOver, place } = useListDrop(null)
  if (folders.length + rest.playlists.length + rest.smartLists.length === 0) return null
  return (
    <ul
      aria-label={t('playlists.yourPlaylists')}
      {...place}
      className={clsx('hidden flex-col gap-0.5 rounded-small min-[900px]:flex', isOver && 'bg-surface-2')}
    >
      {folders.map((folder) => (
        <FolderItem key={folder.id} folder={folder} />
      ))}
      <ListItems group={rest} />
    </ul>
  )
}

function ListItems({ group: { playlists, smartLists } }: { readonly group: ListGroup }) {
  return (
    <>
      {playlists.map((playlist) => (
        <li key={playlist.id}>
          <PlaylistLink playlist={playlist} />
        </li>
      ))}
      {smartLists.map((list) => (
        <li key={list.id}>
          <SmartListLink list={list} />
        </li>
      ))}
    </>
  )
}

function FolderItem({ folder }: { readonly folder: ListFolder }) {
  const { id, name } = folder
  const isFolded = useFoldedFolders(({ folded }) => folded.includes(id))
  const toggle = useFoldedFolders((folders) => folders.toggle)
  const { isOver, place } = useListDrop(id)
  const Chevron = isFolded ? ChevronRight : ChevronDown
  return (
    <li
      {...place}
      className={clsx('rounded-small', isOver && 'bg-accent-soft outline-2 -outline-offset-2 outline-accent')}
    >
      <button
        type="button"
        aria-expanded={!isFolded}
        title={name}
        onClick={() => toggle(id)}
        className="flex h-8 w-full items-center gap-3 rounded-small px-3 text-start text-text-2 transition-colors hover:bg-surface-3 hover:text-text-1"
      >
        <Folder size={17} strokeWidth={1.75} aria-hidden className="shrink-0 text-text-3" />
        <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
        <Chevron size={14} aria-hidden className="shrink-0 text-text-3" />
      </button>
      {isFolded ? null : (
        <ul aria-label={name} className="flex flex-col gap-0.5 ps-4">
          <ListItems group={folder} />
        </ul>
      )}
    </li>
  )
}
