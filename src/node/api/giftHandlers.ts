import type { ApiHandlers } from '../../shared/api/define.ts'
import type { giftsApi, GiftsView, GiftView } from '../../shared/api/gifts.ts'
import { fromLabel } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Gift } from '../market/gifts.ts'
import type { Market } from '../market/market.ts'
import { giverViewOf, type KnownPeople } from './giverViews.ts'

interface Parts {
  readonly market: Pick<Market, 'giftGivers' | 'acceptGiftsFrom'> & {
    readonly buyer: {
      readonly inbox: Pick<Market['buyer']['inbox'], 'gifts' | 'accept' | 'decline' | 'isVerified'>
    }
  }
  readonly catalogue: Pick<CatalogueService, 'work'>
  readonly people: KnownPeople
}

/** Answers what waits to be accepted, and what the person decides. */
export function giftHandlers({ market, catalogue, people }: Parts): ApiHandlers<typeof giftsApi> {
  const { inbox } = market.buyer
  const giftView = (gift: Gift): GiftView => {
    const { id, state, label, seller, giver, dedication, amount, isVouched, code, message, receivedAt } = gift
    const { kind, id: workId } = fromLabel(label)
    const work = catalogue.work(kind, workId)
    return {
      id,
      state: state === 'accepted' ? 'accepted' : 'waiting',
      label,
      seller,
      giver: giverViewOf(people, giver, dedication?.name),
      note: dedication?.note ?? null,
      amount,
      isVouched,
      isVerified: inbox.isVerified(gift),
      title: work?.title ?? null,
      artistName: work?.artistName ?? null,
      code,
      message,
      receivedAt,
    }
  }
  const view = (): GiftsView => ({
    gifts: inbox.gifts.list().map(giftView),
    givers: [...market.giftGivers.list()],
  })
  return {
    gifts: async () => view(),
    async acceptGift({ id }) {
      inbox.accept(id)
      return view()
    },
    async declineGift({ id }) {
      inbox.decline(id)
      return view()
    },
    async acceptGiftsFrom({ giver, isAccepted }) {
      market.acceptGiftsFrom(giver, isAccepted)
      return view()
    },
  }
}
