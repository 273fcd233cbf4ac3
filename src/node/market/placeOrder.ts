import { BuskerError } from '../../shared/errors.ts'
import { type Address, fromLabel, type Label, toLabel } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Discovery } from '../catalogue/served/discovery.ts'
import { unknownWork } from '../catalogue/unknownWork.ts'
import type { Buyer, PurchaseInput } from './buyer.ts'
import type { Purchase } from './purchases.ts'

export interface PlaceOrderParts {
  readonly catalogue: Pick<CatalogueService, 'work'>
  readonly discovery: Pick<Discovery, 'lookUp'>
  readonly buyer: Pick<Buyer, 'buy'>
}

export interface PlacedOrder extends Omit<PurchaseInput, 'work'> {
  readonly label: Label
  /** Where two artists offer the same label. */
  readonly artist?: Address | undefined
}

/**
 * Orders what a label means now, of an artist who is brought up to date first.
 *
 * @throws BuskerError `CATALOGUE_UNKNOWN`, `ORDER_NOT_ON_SALE`, and what `Buyer.buy` throws; nothing is paid then
 */
export async function placeOrder(
  { catalogue, discovery, buyer }: PlaceOrderParts,
  { label, artist, ...input }: PlacedOrder,
): Promise<Purchase> {
  await discovery.lookUp(label, artist)
  const { kind, id } = fromLabel(label)
  const work = catalogue.work(kind, id)
  if (work === undefined || (artist !== undefined && work.artist !== artist)) throw unknownWork()
  if (toLabel(work.kind, work.id, work.edition) !== label) {
    throw new BuskerError(
      'ORDER_NOT_ON_SALE',
      'There is a newer edition of this. Nothing was paid; buy that one.',
    )
  }
  return buyer.buy({ ...input, work: { label, manifest: work.manifest, artist: work.artist } })
}
