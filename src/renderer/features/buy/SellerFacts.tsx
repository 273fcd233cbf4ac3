import type { SellerView } from '../../../shared/api/catalogue.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { nameKey } from '../../../shared/nameKey.ts'
import { quote } from '../../../shared/text.ts'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { ArtistMark } from '../../ui/ArtistMark.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Who is really paid, and how to tell them from others: what a work says of itself anybody can write. */
export function SellerFacts({ work, seller }: { readonly work: WorkView; readonly seller: SellerView }) {
  return (
    <section aria-label={t('buy.whoIsPaid')} className="flex gap-3 rounded-large bg-surface-2 p-4">
      <ArtistMark account={seller.address} className="size-10" />
      <div className="min-w-0 flex-1">
        <p className="truncate">
          <span className="text-text-2">{t('buy.paidTo')} </span>
          <bdi className="font-medium">{seller.name ?? t('buy.anArtistWithoutAName')}</bdi>{' '}
          <span className="text-sm text-text-3 tabular-nums">{shortAddress(seller.address)}</span>
        </p>
        <p className="text-sm text-text-2">{boughtBefore(seller.purchases)}</p>
        {sellerWarnings(work, seller).map((warning) => (
          <p key={warning} className="mt-1 text-sm text-warning">
            {warning}
          </p>
        ))}
      </div>
    </section>
  )
}

function boughtBefore(purchases: number): string {
  if (purchases === 0) return t('buy.youHaveNotBoughtFrom')
  return t('buy.youBoughtFromThem', { count: purchases })
}

/** What to look at twice before paying. */
export function sellerWarnings(
  { artistName }: Pick<WorkView, 'artistName'>,
  { name, namesakes }: Pick<SellerView, 'name' | 'namesakes'>,
): string[] {
  const warnings: string[] = []
  if (name !== null && nameKey(name) !== nameKey(artistName)) {
    warnings.push(t('buy.theWorkSaysThatIt', { artistName: quote(artistName, 60), name: quote(name, 60) }))
  }
  if (namesakes > 0) {
    warnings.push(t('buy.namesakesWarning', { count: namesakes }))
  }
  return warnings
}
