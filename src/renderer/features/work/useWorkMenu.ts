import {
  ArrowDownToLine,
  Disc3,
  Download,
  Flag,
  Hourglass,
  Link2,
  ListEnd,
  ListStart,
  Play,
  ShoppingBag,
  User,
} from 'lucide-react'
import { subjectOfWork } from '../../../shared/ids.ts'
import { workDeepLink } from '../../../shared/deepLinks.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { useFavouriteEntry } from '../favourites/useFavouriteEntry.ts'
import { useHideEntry } from '../hidden/useHideEntry.ts'
import { useCopyLink } from '../share/useCopyLink.ts'
import { useBasketEntries } from '../basket/useBasketEntries.ts'
import { useBuyStore } from '../buy/BuyContext.tsx'
import { usePendingOrders } from '../buy/usePendingOrders.ts'
import { useGiveEntry } from '../gifts/useGiveEntry.ts'
import { useReportStore } from '../report/reportStore.ts'
import { useReceiptEntry } from '../receipt/useReceiptEntry.ts'
import { useAddToPlaylist } from './useAddToPlaylist.ts'
import { canPlayInFull, useWorkActions } from './useWorkActions.ts'
import { t } from '../../../shared/i18n/t.ts'

/** The context menu of works: what their toolbar offers, for the rows chosen. */
export function useWorkMenu(): (works: readonly WorkView[]) => readonly MenuEntry[] {
  const actions = useWorkActions()
  const addEntries = useAddToPlaylist()
  const copyLink = useCopyLink()
  const favouriteEntry = useFavouriteEntry()
  const hideEntry = useHideEntry()
  const buying = useBuyStore()
  const orders = usePendingOrders()
  const receiptEntry = useReceiptEntry()
  const giveEntry = useGiveEntry()
  const basketEntries = useBasketEntries()
  const report = useReportStore((store) => store.ask)
  const buyEntry = (work: WorkView): MenuEntry => {
    const order = orders.find(({ label }) => label === work.label)
    return order === undefined
      ? { label: t('work.buy'), icon: ShoppingBag, onSelect: () => actions.buy(work) }
      : {
          label: t('buy.seeTheOrder'),
          icon: Hourglass,
          onSelect: () => buying.getState().show(work, order.id),
        }
  }
  return (works) => {
    const [first] = works
    if (first === undefined) return []
    const one = works.length === 1 ? first : undefined
    const hasPlayable = works.some(canPlayInFull)
    const playbackEntries: MenuEntry[] = hasPlayable
      ? [
          { label: t('common.play'), icon: Play, onSelect: () => actions.playAll(works) },
          { label: t('work.playNext'), icon: ListStart, onSelect: () => actions.playNext(works) },
          { label: t('common.addToTheQueue'), icon: ListEnd, onSelect: () => actions.enqueue(works) },
        ]
      : one === undefined
        ? []
        : [{ label: t('work.playThePreview'), icon: Play, onSelect: () => actions.listen(one) }]
    // A file is on this machine, and has no page.
    const sold = works.filter(({ file }) => file === undefined)
    const ownershipEntries: MenuEntry[] = hasPlayable
      ? [
          ...(sold.length === 0
            ? []
            : [
                { label: t('files.download'), icon: Download, onSelect: () => actions.downloadFiles(sold) },
                { label: t('work.download'), icon: ArrowDownToLine, onSelect: () => actions.keep(sold) },
              ]),
          ...addEntries(works),
        ]
      : [...(one === undefined ? [] : [buyEntry(one)]), ...basketEntries(works), ...addEntries(works)]
    const navigationEntries: MenuEntry[] =
      one?.file !== undefined || one === undefined
        ? []
        : [
            'line',
            {
              label: one.kind === 'track' ? t('work.goToTheTrack') : t('work.goToTheRelease'),
              icon: Disc3,
              onSelect: () => actions.open(one),
            },
            { label: t('work.goToTheArtist'), icon: User, onSelect: () => actions.openArtist(one) },
            ...giveEntry(one),
            favouriteEntry(one),
            ...receiptEntry(one),
            {
              label: t('common.copyLink'),
              icon: Link2,
              onSelect: () => copyLink(workDeepLink(one.label), one.title),
            },
            ...(one.isOwn
              ? []
              : [
                  hideEntry(one),
                  {
                    label: t('report.report'),
                    icon: Flag,
                    onSelect: () => report({ subject: subjectOfWork(one.kind, one.id), name: one.title }),
                  },
                ]),
          ]
    return [...playbackEntries, ...ownershipEntries, ...navigationEntries]
  }
}
