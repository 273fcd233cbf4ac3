import { Link } from '@tanstack/react-router'
import type { WorkView } from '../../../shared/api/node.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { Artwork } from '../../ui/Artwork.tsx'
import { CardGrid } from '../../ui/CardGrid.tsx'
import { ContextMenu } from '../../ui/Menu.tsx'
import { Duration } from '../../ui/Time.tsx'
import { artworkOf, PriceOrOwned } from '../../ui/TrackList.tsx'
import { PendingOrderButton } from '../buy/PendingOrderButton.tsx'
import { usePendingOrder } from '../buy/usePendingOrders.ts'
import { canPlayInFull } from './useWorkActions.ts'
import { ListenButton } from './ListenButton.tsx'
import { useWorkMenu } from './useWorkMenu.ts'
import { workLink } from './workLink.ts'
import { t } from '../../../shared/i18n/t.ts'

interface WorkCardProps {
  readonly work: WorkView
  /** The page names the artist; a card names anybody else. */
  readonly artistName?: string
}

/** A work as a card: the cover plays it, the title opens its page. */
export function WorkCard({ work, artistName }: WorkCardProps) {
  const menu = useWorkMenu()
  const pending = usePendingOrder(work.label)
  const order = canPlayInFull(work) ? undefined : pending
  return (
    <ContextMenu label={t('work.actionsFor', { title: work.title })} entries={() => menu([work])}>
      <article className="group/card min-w-0">
        <div className="relative aspect-square">
          <Artwork {...artworkOf(work)} pixels={220} className="size-full rounded-large" />
          {order === undefined ? null : <PendingOrderButton work={work} order={order} isOnCover />}
          {work.kind === 'release' && work.durationMs !== null ? (
            <Duration
              ms={work.durationMs}
              className="absolute start-2 bottom-2 rounded-small bg-surface-2 px-1.5 text-xs leading-5 text-text-2"
            />
          ) : null}
          <ListenButton
            work={work}
            className="absolute end-2 bottom-2 size-11! rounded-full! bg-scrim opacity-0 backdrop-blur-sm transition-opacity group-focus-within/card:opacity-100 group-hover/card:opacity-100"
          />
        </div>
        <h3 dir="auto" className="mt-2 truncate font-medium" title={work.title}>
          <Link {...workLink(work.label)} className="hover:underline">
            {work.title}
          </Link>
        </h3>
        <p className="flex items-center justify-between gap-2 text-sm leading-6 text-text-2">
          {work.artistName === artistName ? null : (
            <Link to="/artist/$address" params={{ address: work.artist }} className="min-w-0 hover:underline">
              <ArtistName work={work} />
            </Link>
          )}
          {order === undefined ? (
            <span className="shrink-0">
              <PriceOrOwned work={work} />
            </span>
          ) : null}
        </p>
      </article>
    </ContextMenu>
  )
}

interface WorkGridProps extends Omit<WorkCardProps, 'work'> {
  readonly label: string
  readonly works: readonly WorkView[]
}

/** Work cards in a grid. */
export function WorkGrid({ label, works, ...card }: WorkGridProps) {
  return (
    <CardGrid label={label} items={works} keyOf={({ label: key }) => key}>
      {(work) => <WorkCard work={work} {...card} />}
    </CardGrid>
  )
}
