import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { fromLabel } from '../../../shared/ids.ts'

interface RowLinkProps {
  readonly work: WorkView
  readonly part: 'title' | 'artist' | 'release'
  readonly children: ReactNode
}

/**
 * What a row names, as a link to its page. It is no stop of the Tab key, of which a list would have hundreds: Enter opens the row,
 * and its menu leads to the rest.
 */
export function RowLink({ work, part, children }: RowLinkProps) {
  const { kind, id, edition } = fromLabel(work.label)
  const params = { kind, id, edition: String(edition) }
  const shared = {
    tabIndex: -1,
    draggable: false,
    onClick: (event: React.MouseEvent) => event.stopPropagation(),
    onDoubleClick: (event: React.MouseEvent) => event.stopPropagation(),
    className: 'hover:underline',
  }
  if (part === 'artist') {
    return (
      <Link {...shared} to="/artist/$address" params={{ address: work.artist }}>
        {children}
      </Link>
    )
  }
  const to = part === 'release' ? '/work/$kind/$id/$edition/release' : '/work/$kind/$id/$edition'
  return (
    <Link {...shared} to={to} params={params}>
      {children}
    </Link>
  )
}
