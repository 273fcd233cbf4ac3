import type { SellerView } from '../../../shared/api/catalogue.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { nameKey } from '../../../shared/nameKey.ts'
import { quote } from '../../../shared/text.ts'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { ArtistMark } from '../../ui/ArtistMark.tsx'

/** Who is really paid, and how to tell them from others: what a work says of itself anybody can write. */
export function SellerFacts({ work, seller }: { readonly work: WorkView; readonly seller: SellerView }) {
  return (
    <section aria-label="Who is paid" className="flex gap-3 rounded-large bg-surface-2 p-4">
      <ArtistMark account={seller.address} className="size-10" />
      <div className="min-w-0 flex-1">
        <p className="truncate">
          <span className="text-text-2">Paid to </span>
          <bdi className="font-medium">{seller.name ?? 'an artist without a name'}</bdi>{' '}
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
  if (purchases === 0) return 'You have not bought from this account before.'
  return purchases === 1
    ? 'You bought from them once before.'
    : `You bought from them ${purchases} times before.`
}

/** What to look at twice before paying. */
export function sellerWarnings(
  { artistName }: Pick<WorkView, 'artistName'>,
  { name, namesakes }: Pick<SellerView, 'name' | 'namesakes'>,
): string[] {
  const warnings: string[] = []
  if (name !== null && nameKey(name) !== nameKey(artistName)) {
    warnings.push(
      `The work says that it is by ${quote(artistName, 60)}; the money goes to ${quote(name, 60)}.`,
    )
  }
  if (namesakes > 0) {
    const others = namesakes === 1 ? 'Another artist goes' : 'Other artists go'
    warnings.push(`${others} by a name that looks like this one. Compare the picture and the account.`)
  }
  return warnings
}
