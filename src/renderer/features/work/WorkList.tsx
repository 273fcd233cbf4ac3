import type { WorkView } from '../../../shared/api/node.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { Button } from '../../ui/Button.tsx'
import { PriceOrOwned, TrackList } from '../../ui/TrackList.tsx'
import { useColumnSort } from '../../ui/useColumnSort.ts'
import { PendingOrderButton } from '../buy/PendingOrderButton.tsx'
import { usePendingOrder } from '../buy/usePendingOrders.ts'
import { useDragWorks } from '../files/useDragWorks.ts'
import { ListenButton } from './ListenButton.tsx'
import { RowLink } from './RowLink.tsx'
import { canPlayInFull, useWorkActions } from './useWorkActions.ts'
import { useWorkMenu } from './useWorkMenu.ts'
import { workComparisons } from './workComparisons.ts'
import { t } from '../../../shared/i18n/t.ts'

interface WorkListProps {
  readonly label: string
  readonly works: readonly WorkView[]
  /** Pressing play goes on through the list from there. */
  readonly isPlayedThrough?: boolean
  /** Shows each one's place among them: they are a release's tracks. */
  readonly isNumbered?: boolean
  /** The page names the artist; it is said in the rows where one of them is by somebody else, too. */
  readonly artistName?: string
}

/** Works in rows, to hear, buy and open: a double press plays the track that one holds, and opens the page of anything else. */
export function WorkList(props: WorkListProps) {
  const { label, works, isPlayedThrough = false, isNumbered = false, artistName } = props
  const actions = useWorkActions()
  const menu = useWorkMenu()
  const drag = useDragWorks()
  const playing = usePlayer(({ track }) => track?.label)
  const { rows, sort } = useColumnSort(works, workComparisons)
  return (
    <TrackList
      label={label}
      rows={rows}
      sort={sort}
      workOf={(work) => work}
      isCurrent={(work) => work.label === playing}
      isArtistHidden={works.every((work) => work.artistName === artistName)}
      {...(isNumbered && { numberOf: (work: WorkView) => works.indexOf(work) + 1 })}
      onOpen={(work) => {
        if (work.kind === 'release' || !canPlayInFull(work)) actions.open(work)
        else actions.playAll(isPlayedThrough ? rows : [work], work)
      }}
      onDrag={drag}
      linked={(work, part, name) => (
        <RowLink work={work} part={part}>
          {name}
        </RowLink>
      )}
      menu={menu}
      state={(work) => <PriceButton work={work} />}
      coverOverlay={(work) => (
        <ListenButton
          work={work}
          {...(isPlayedThrough && canPlayInFull(work) ? { onListen: () => actions.playAll(rows, work) } : {})}
        />
      )}
    />
  )
}

/** What pressing a price does, said before it. */
function pressToBuy({ title, price, orMore }: WorkView): string {
  if (orMore === true) return t('work.buyTitle', { title })
  return price === 0n ? t('work.getTitle', { title }) : t('work.buyFor', { title })
}

/** The price, which buys when pressed; where its order is; or that it is one's own already. */
export function PriceButton({ work }: { readonly work: WorkView }) {
  const { buy } = useWorkActions()
  const order = usePendingOrder(work.label)
  if (work.isOwn) return <span className="text-text-3">{t('work.byYou')}</span>
  if (work.isOwned) return <PriceOrOwned work={work} />
  if (order !== undefined) return <PendingOrderButton work={work} order={order} />
  return (
    <Button
      size="small"
      onClick={(event) => {
        event.stopPropagation()
        buy(work)
      }}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <span className="sr-only">{pressToBuy(work)}</span>
      <PriceOrOwned work={work} />
    </Button>
  )
}
