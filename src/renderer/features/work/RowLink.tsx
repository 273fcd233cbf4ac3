import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { artistPath, ofArtistPath, workPath } from './workLink.ts'

export type RowPart = 'title' | 'artist' | 'release'

interface RowLinkProps {
  readonly work: WorkView
  readonly part: RowPart
  readonly children: ReactNode
}

/**
 * What a row names, as a link to its page. It is no stop of the Tab key, of which a list would have hundreds: Enter opens the row,
 * and its menu leads to the rest. With Ctrl, Cmd or Shift a press chooses the row, as anywhere else in it.
 *
 * Lighter than the router's own link, for each row of a long list has three.
 */
export function RowLink({ work, part, children }: RowLinkProps) {
  const { history } = useRouter()
  const path = pathOf(work, part)
  if (path === undefined) return children
  const onClick = (event: MouseEvent) => {
    event.preventDefault()
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.stopPropagation()
    history.push(path)
  }
  return (
    <a
      href={history.createHref(path)}
      tabIndex={-1}
      draggable={false}
      onClick={onClick}
      onDoubleClick={(event) => event.stopPropagation()}
      className="hover:underline"
    >
      {children}
    </a>
  )
}

/** Undefined for what has no page: of a file the artist's other music is shown, and no more is known. */
function pathOf(work: WorkView, part: RowPart): string | undefined {
  if (work.file !== undefined)
    return part === 'artist' && work.artistName !== '' ? ofArtistPath(work.artist) : undefined
  switch (part) {
    case 'title':
      return workPath(work.label)
    case 'artist':
      return artistPath(work.artist)
    case 'release':
      return `${workPath(work.label)}/release`
  }
}
