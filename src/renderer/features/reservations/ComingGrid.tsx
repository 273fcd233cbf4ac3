import { Link } from '@tanstack/react-router'
import type { ComingView } from '../../../shared/api/coming.ts'
import { t } from '../../../shared/i18n/t.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { CardGrid } from '../../ui/CardGrid.tsx'
import { useNow } from '../../ui/Time.tsx'
import { dayOf } from '../../ui/time.ts'
import { comingLink } from './comingLink.ts'

interface ComingGridProps {
  readonly label: string
  readonly works: readonly ComingView[]
  /** The page names the artist; a card names anybody else. */
  readonly artistName?: string
}

/** What is to go on sale, as cards in a grid. */
export function ComingGrid({ label, works, artistName }: ComingGridProps) {
  return (
    <CardGrid label={label} items={works} keyOf={({ artist, label: key }) => `${artist} ${key}`}>
      {(work) => <ComingCard work={work} artistName={artistName} />}
    </CardGrid>
  )
}

interface ComingCardProps {
  readonly work: ComingView
  readonly artistName: string | undefined
}

function ComingCard({ work, artistName }: ComingCardProps) {
  const day = dayOf(work.at, useNow())
  return (
    <article className="min-w-0">
      <Artwork
        title={work.title}
        cid={work.artwork}
        pixels={220}
        className="aspect-square size-full rounded-large"
      />
      <h3 dir="auto" className="mt-2 truncate font-medium" title={work.title}>
        <Link {...comingLink(work)} className="hover:underline">
          {work.title}
        </Link>
      </h3>
      <p className="flex items-center justify-between gap-2 text-sm leading-6 text-text-2">
        {work.artistName === artistName ? null : (
          <Link
            to="/artist/$address"
            params={{ address: work.artist }}
            dir="auto"
            className="min-w-0 truncate hover:underline"
          >
            {work.artistName}
          </Link>
        )}
        <span className="shrink-0" title={t('reservations.comesOutOn', { day })}>
          {work.reservation === null ? day : t('reservations.reserved')}
        </span>
      </p>
    </article>
  )
}
