import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef } from 'react'
import type { CidText } from '../../../shared/ids.ts'
import { Artwork } from '../../ui/Artwork.tsx'

interface DetailHeaderProps {
  /** What the picture is drawn from, and the picture itself. */
  readonly artwork: { readonly title: string; readonly cid?: CidText | null }
  readonly isRound?: boolean
  /** Over the title: what it is. */
  readonly kind: string
  readonly title: string
  /** Under the title: whose, when, how long. */
  readonly children: ReactNode
  readonly actions: ReactNode
}

/** The head of a page about one thing. Its picture gives the page its colour. The heading gets the focus. */
export function DetailHeader({
  artwork,
  isRound = false,
  kind,
  title,
  children,
  actions,
}: DetailHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <header className="relative overflow-hidden rounded-tl-large">
      <div aria-hidden className="absolute inset-0 opacity-25">
        <Artwork {...artwork} className="absolute -inset-1/4 size-[150%] rounded-none! blur-3xl" />
      </div>
      <div aria-hidden className="absolute inset-0 bg-linear-to-b from-surface-1/30 to-surface-1" />
      <div className="relative mx-auto flex max-w-6xl items-end gap-6 px-6 pt-8 pb-6">
        <Artwork
          {...artwork}
          className={clsx('size-34 shadow-raised wide:size-48', isRound ? 'rounded-full!' : 'rounded-large!')}
        />
        <div className="min-w-0 flex-1">
          <p className="text-sm font-medium text-text-2">{kind}</p>
          <h1
            ref={heading}
            tabIndex={-1}
            title={title}
            className={clsx(
              'line-clamp-3 font-semibold tracking-tight wrap-anywhere outline-none',
              title.length > 40 ? 'text-xl' : 'text-2xl wide:text-3xl',
            )}
          >
            {title}
          </h1>
          <div className="mt-1 text-text-2">{children}</div>
          <div className="mt-4 flex flex-wrap items-center gap-2">{actions}</div>
        </div>
      </div>
    </header>
  )
}

/** Below a {@link DetailHeader}. */
export function DetailBody({ children }: { readonly children: ReactNode }) {
  return <div className="mx-auto flex max-w-6xl flex-col gap-8 px-6 pt-2 pb-12">{children}</div>
}
