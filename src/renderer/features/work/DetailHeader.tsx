import { clsx } from 'clsx'
import { type DragEvent, type ReactNode, useEffect, useRef } from 'react'
import type { CidText } from '../../../shared/ids.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { ArtworkBackdrop } from '../../ui/ArtworkBackdrop.tsx'

interface DetailHeaderProps {
  /** What the picture is drawn from, and the picture itself. */
  readonly artwork: {
    readonly title: string
    readonly cid?: CidText | null
    /** Where the picture is, instead of `cid`. */
    readonly source?: string | null
  }
  /** Where a wide picture is that stands over all of it. */
  readonly banner?: string | null
  /** It stands on a page about something else: no heading of the page, and no focus. */
  readonly isPreview?: boolean
  readonly isRound?: boolean
  /** Its picture is dragged from here on. Left out: it can't be. */
  readonly onDragPicture?: ((event: DragEvent) => void) | undefined
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
  banner = null,
  isPreview = false,
  isRound = false,
  onDragPicture,
  kind,
  title,
  children,
  actions,
}: DetailHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const Heading = isPreview ? 'h3' : 'h1'
  useEffect(() => {
    if (!isPreview) heading.current?.focus({ preventScroll: true })
  }, [isPreview])
  return (
    <header className="relative overflow-hidden rounded-ss-large">
      <ArtworkBackdrop {...artwork} />
      <div aria-hidden className="absolute inset-0 bg-linear-to-b from-surface-1/30 to-surface-1" />
      {banner === null ? null : (
        <img
          key={banner}
          src={banner}
          alt=""
          draggable={false}
          decoding="async"
          onError={(event) => (event.currentTarget.hidden = true)}
          className="relative h-36 w-full object-cover wide:h-52"
        />
      )}
      <div
        className={clsx(
          'relative mx-auto flex max-w-6xl gap-6 px-6 pb-6',
          banner === null ? 'items-end pt-8' : 'items-start pt-5',
        )}
      >
        <div draggable={onDragPicture !== undefined} onDragStart={onDragPicture} className="shrink-0">
          <Artwork
            {...artwork}
            className={clsx(
              'size-34 shadow-raised wide:size-48',
              isRound ? 'rounded-full!' : 'rounded-large!',
              banner !== null && '-mt-16 wide:-mt-24',
            )}
          />
        </div>
        <div className="min-w-0 flex-1">
          <p className="text-sm font-medium text-text-2">{kind}</p>
          <Heading
            ref={heading}
            tabIndex={-1}
            title={title}
            className={clsx(
              'line-clamp-3 font-semibold tracking-tight wrap-anywhere outline-none',
              title.length > 40 ? 'text-xl' : 'text-2xl wide:text-3xl',
            )}
          >
            <bdi>{title}</bdi>
          </Heading>
          <div className="mt-1 text-text-2">{children}</div>
          <div className="mt-4 flex flex-wrap items-center gap-2">{actions}</div>
        </div>
      </div>
    </header>
  )
}

/** Below a {@link DetailHeader}. */
export function DetailBody({ children }: { readonly children: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-6xl flex-col gap-10 px-6 pt-2 pb-12 [&>section]:mb-0">{children}</div>
  )
}
