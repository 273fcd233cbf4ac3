import { Link } from '@tanstack/react-router'
import {
  ArrowDownToLine,
  Download,
  Ellipsis,
  Hourglass,
  Link2,
  ListEnd,
  Pause,
  Play,
  ShoppingBag,
  Ticket,
} from 'lucide-react'
import { useState } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { Credit, Reduction } from '../../ui/Price.tsx'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { useBuyStore } from '../buy/BuyContext.tsx'
import { usePendingOrder } from '../buy/usePendingOrders.ts'
import { RedeemDialog } from '../buy/RedeemDialog.tsx'
import { useGiveEntry } from '../gifts/useGiveEntry.ts'
import { useReceiptEntry } from '../receipt/useReceiptEntry.ts'
import { useComingEdition } from './useComingEdition.ts'
import { canPlayInFull, useWorkActions } from './useWorkActions.ts'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

interface WorkButtonsProps {
  readonly work: WorkView
  /** A release's; empty for a track. */
  readonly tracks: readonly WorkView[]
}

/** A work's toolbar: hear it, buy it, keep it. */
export function WorkButtons({ work, tracks }: WorkButtonsProps) {
  const actions = useWorkActions()
  const playedWorks = tracks.length === 0 ? [work] : tracks
  const isCurrent = usePlayer(({ track }) => playedWorks.some(({ label }) => label === track?.label))
  const isPlaying = usePlayer((state) => state.isPlaying) && isCurrent
  const current = usePlayer(({ track }) => track?.label)
  const listen = () => {
    const playing = playedWorks.find(({ label }) => label === current)
    actions.listen(playing ?? work)
  }
  const isComing = useComingEdition(work)
  const order = usePendingOrder(work.label)
  const buying = useBuyStore()
  const [isRedeeming, setRedeeming] = useState(false)
  const icon = isPlaying ? Pause : Play

  if (isComing) {
    return (
      <>
        <Button size="large" icon={icon} onClick={listen}>
          {isPlaying ? t('common.pause') : t('common.preview')}
        </Button>
        <p className="ms-2 text-text-2">
          <span className="text-positive">{t('work.yours')}</span> {t('work.aNewEditionIsOn')}
        </p>
      </>
    )
  }
  if (!canPlayInFull(work)) {
    return (
      <>
        {order === undefined ? (
          <Button variant="primary" size="large" icon={ShoppingBag} onClick={() => actions.buy(work)}>
            <BuyWords work={work} />
          </Button>
        ) : (
          <Button
            variant="primary"
            size="large"
            icon={Hourglass}
            onClick={() => buying.getState().show(work, order.id)}
          >
            {t('buy.seeTheOrder')}
          </Button>
        )}
        <Button size="large" icon={icon} onClick={listen}>
          {isPlaying ? t('common.pause') : t('common.preview')}
        </Button>
        {order === undefined ? (
          <Button size="large" variant="quiet" icon={Ticket} onClick={() => setRedeeming(true)}>
            {t('buy.redeemACode')}
          </Button>
        ) : null}
        {isRedeeming ? <RedeemDialog work={work} onClose={() => setRedeeming(false)} /> : null}
        {work.reduced === undefined ? null : <Reduction reduced={work.reduced} />}
        {work.credit === undefined ? null : (
          <span className="text-text-2">
            <Credit price={work.price} credit={work.credit} />
          </span>
        )}
      </>
    )
  }
  return (
    <>
      <Button variant="primary" size="large" icon={icon} onClick={listen}>
        {isPlaying ? t('common.pause') : t('common.play')}
      </Button>
      <Button size="large" icon={ListEnd} onClick={() => actions.enqueue([work])}>
        {t('common.queue')}
      </Button>
      <MoreMenu work={work} />
      {work.isOwn ? (
        <Link to="/studio" className="ms-2 text-text-2 underline">
          {t('work.priceAndSale')}
        </Link>
      ) : (
        <span className="ms-2 text-positive">{t('common.yours')}</span>
      )}
    </>
  )
}

function BuyWords({ work: { price, orMore } }: { readonly work: WorkView }) {
  if (price === 0n) return orMore === true ? t('ui.nameYourPrice') : t('common.getItFree')
  const amount = { price: <TokenAmount value={price} /> }
  return (
    <span>{orMore === true ? rich('work.buyForPriceOrMore', amount) : rich('work.buyForPrice', amount)}</span>
  )
}

function MoreMenu({ work }: { readonly work: WorkView }) {
  const actions = useWorkActions()
  const client = useClient()
  const receiptEntry = useReceiptEntry()
  const giveEntry = useGiveEntry()
  const showToast = useToasts((toasts) => toasts.show)
  const { label } = work
  const showError = (error: unknown) => showToast(messageOf(error), { tone: 'bad' })
  const link = async () => {
    const { page } = await client.ask('hlsLink', { label })
    await client.ask('app.copyText', { text: page })
    showToast(t('work.copiedALinkForOther'))
  }
  const ofTrack: MenuEntry[] =
    work.kind === 'release'
      ? []
      : [
          {
            label: t('work.copyALinkForAnother'),
            icon: Link2,
            onSelect: () => void link().catch(showError),
          },
        ]
  const entries: MenuEntry[] = [
    { label: t('files.download'), icon: Download, onSelect: () => actions.downloadFiles([work]) },
    { label: t('work.download'), icon: ArrowDownToLine, onSelect: () => actions.keep([work]) },
    ...ofTrack,
    ...giveEntry(work),
    ...receiptEntry(work),
  ]
  return (
    <Menu label={t('work.moreFor', { title: work.title })} entries={entries}>
      <IconButton label={t('common.more')} icon={Ellipsis} size="large" />
    </Menu>
  )
}
