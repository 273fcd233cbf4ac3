import type { ComponentProps, ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import type { Address } from '../../../shared/ids.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { Section } from '../../ui/Page.tsx'
import { rich } from '../../ui/rich.ts'

interface AwaitedWorksProps {
  readonly title: string
  /** A row each. */
  readonly children: ReactNode
}

/** Works that one is to get, in rows below a heading. */
export function AwaitedWorks({ title, children }: AwaitedWorksProps) {
  return (
    <Section title={title}>
      <ul className="flex flex-col" aria-label={title}>
        {children}
      </ul>
    </Section>
  )
}

interface AwaitedWorkProps {
  readonly artwork: Pick<ComponentProps<typeof Artwork>, 'title' | 'cid'>
  readonly title: ReactNode
  /** Undefined: it is not known here. */
  readonly artist: { readonly address: Address; readonly name: ReactNode } | undefined
  /** What stands below: how far it is. */
  readonly children: ReactNode
  readonly price: ReactNode
  readonly buttons: ReactNode
}

/** A work that one is to get: how far it is, for how much, and what can be done about it. */
export function AwaitedWork({ artwork, title, artist, children, price, buttons }: AwaitedWorkProps) {
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2">
      <Artwork {...artwork} pixels={36} className="size-9" />
      <div className="min-w-40 flex-1">
        <p className="line-clamp-2 wrap-anywhere">
          {title}
          {artist === undefined ? null : (
            <span className="text-text-2">
              {' '}
              {rich('library.byArtist', {
                artist: (
                  <Link
                    to="/artist/$address"
                    params={{ address: artist.address }}
                    className="hover:underline"
                  >
                    {artist.name}
                  </Link>
                ),
              })}
            </span>
          )}
        </p>
        {children}
      </div>
      <span className="text-text-2">{price}</span>
      <div className="flex items-center gap-2">{buttons}</div>
    </li>
  )
}
