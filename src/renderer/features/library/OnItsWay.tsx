import { Link } from '@tanstack/react-router'
import type { PurchaseView } from '../../../shared/api/node.ts'
import { canCancel } from '../../../shared/orderStates.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { artworkOf } from '../../ui/TrackList.tsx'
import { useBuyStore } from '../buy/BuyContext.tsx'
import { pendingSentence } from '../buy/pendingText.ts'
import { SellerAbsence } from '../buy/SellerAbsence.tsx'
import { usePendingOrders } from '../buy/usePendingOrders.ts'
import { AwaitedWork, AwaitedWorks } from '../work/AwaitedWork.tsx'
import { workLink } from '../work/workLink.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What one has ordered and does not have yet; nothing where nothing is. */
export function OnItsWay() {
  const orders = usePendingOrders()
  if (orders.length === 0) return null
  return (
    <AwaitedWorks title={t('library.onItsWay')}>
      {orders.map((order) => (
        <OrderRow key={order.id} order={order} />
      ))}
    </AwaitedWorks>
  )
}

function OrderRow({ order }: { readonly order: PurchaseView }) {
  const work = useIpcQuery('work', { label: order.label }).data?.work
  const store = useBuyStore()
  const cancel = useIpcMutation('cancel')
  const title = work?.title ?? t('common.aWorkThatIsNot')
  return (
    <AwaitedWork
      artwork={work === undefined ? { title } : artworkOf(work)}
      title={
        work === undefined ? (
          <span className="font-medium">{title}</span>
        ) : (
          <Link {...workLink(work.label)} className="font-medium hover:underline">
            <bdi>{title}</bdi>
          </Link>
        )
      }
      artist={work && { address: work.artist, name: <ArtistName work={work} /> }}
      price={<TokenAmount value={order.price} isPrice />}
      buttons={
        <>
          {work === undefined ? null : (
            <Button size="small" onClick={() => store.getState().show(work, order.id)}>
              <span className="sr-only">{t('buy.orderOf', { title })}</span>
              {t('buy.seeTheOrder')}
            </Button>
          )}
          {canCancel(order) ? (
            <Button
              size="small"
              variant="quiet"
              busy={cancel.isPending && t('library.takingBack')}
              onClick={() => cancel.mutate({ id: order.id })}
            >
              {t('library.takeBack')}
            </Button>
          ) : null}
        </>
      }
    >
      <p className="text-sm text-text-2">
        {pendingSentence(order, work?.artistName ?? t('common.artist'))} <SellerAbsence order={order} />
      </p>
      {cancel.error === null ? null : (
        <p role="alert" className="text-sm text-warning">
          {messageOf(cancel.error)}
        </p>
      )}
    </AwaitedWork>
  )
}
