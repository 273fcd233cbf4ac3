import type { Quote, QuotedWork } from '../../shared/api/basket.ts'
import { asPresent } from '../../shared/asPresent.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { type Address, fromLabel, type Label } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import { isAwaited } from '../../shared/orderStates.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Discovery } from '../catalogue/served/discovery.ts'
import type { WorkView } from '../../shared/api/node.ts'
import type { Purchase, Purchases } from '../market/purchases.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

export interface QuoteParts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & Pick<CatalogueService, 'work'>
  readonly discovery: Pick<Discovery, 'lookUp'>
  readonly purchases: Pick<Purchases, 'findLive'>
  /** See `quoteFee`. */
  readonly quoteFee: (to: Address, amount: Amount) => Promise<Amount>
  /** The most a payment may cost on top. */
  readonly maximumFee: Amount
}

interface Chosen {
  readonly label: Label
  /** Where two artists offer the same label. */
  readonly artist?: Address | undefined
  /** The contact it is for; left out: oneself. */
  readonly recipient?: Address | null | undefined
}

/**
 * What works cost now, each once, and why one of them is not bought.
 *
 * @throws BuskerError `RAIDEN_FEE_ABOVE_CAP`: nothing can be paid through this hub
 */
export async function quoteWorks(parts: QuoteParts, chosen: readonly Chosen[]): Promise<Quote> {
  const found = await Promise.all(chosen.map(async (one) => lookUp(parts, one)))
  const distinct = [...new Map(found.map((one) => [keyOf(one), one])).values()]
  const releases = distinct.filter(({ state, work }) => state === 'ready' && work?.kind === 'release')
  const included = new Set(
    releases.flatMap(({ work, recipient }) => (work === null ? [] : tracksOf(parts, work, recipient))),
  )
  const works = await Promise.all(
    distinct.map(async (one): Promise<QuotedWork> => {
      if (one.state !== 'ready' || one.work === null) return one
      if (included.has(keyOf(one))) return { ...one, state: 'included' }
      return { ...one, fee: await feeOf(parts, one.work.artist, one.work.price) }
    }),
  )
  const ready = works.filter(({ state }) => state === 'ready')
  const sum = (amounts: readonly bigint[]) => toAmount(amounts.reduce((total, each) => total + each, 0n))
  return {
    works,
    price: sum(ready.map(({ work }) => work?.price ?? 0n)),
    fee: sum(ready.map(({ fee }) => fee ?? parts.maximumFee)),
    isFeeKnown: ready.every(({ fee }) => fee !== null),
  }
}

/** Of whatever edition. */
function keyOf({ label, work, recipient }: Pick<QuotedWork, 'label' | 'work' | 'recipient'>): string {
  const { kind, id } = fromLabel(label)
  return `${work?.artist ?? ''} ${kind}/${id} ${recipient ?? ''}`
}

async function lookUp(parts: QuoteParts, { label, artist, recipient = null }: Chosen): Promise<QuotedWork> {
  const { catalogue, discovery, purchases, account } = parts
  await discovery.lookUp(label, artist)
  const { kind, id } = fromLabel(label)
  const known = catalogue.work(kind, id)
  if (known === undefined || (artist !== undefined && known.artist !== artist)) {
    return { label, recipient, state: 'unknown', work: null, fee: null }
  }
  const own = workViewMapper(parts)(known)
  const work = recipient === null ? own : asPresent(own)
  const live = purchases.findLive(work.label, recipient ?? account)
  return { label: work.label, recipient, state: stateOf(work, recipient, live), work, fee: null }
}

function stateOf(
  { isOwn, isOwned }: WorkView,
  recipient: Address | null,
  live: Purchase | undefined,
): QuotedWork['state'] {
  if (isOwn) return 'own'
  if (live !== undefined && isAwaited(live)) return 'ordered'
  return (recipient === null ? isOwned : live !== undefined) ? 'owned' : 'ready'
}

function tracksOf(
  { catalogue }: QuoteParts,
  { manifest, artist }: NonNullable<QuotedWork['work']>,
  recipient: Address | null,
): string[] {
  const release = catalogue.manifest(manifest)
  if (release?.kind !== 'release') return []
  return release.body.tracks.map(({ id }) => `${artist} track/${id} ${recipient ?? ''}`)
}

/** Null where the hub does not say now. */
async function feeOf({ quoteFee }: QuoteParts, to: Address, price: Amount): Promise<Amount | null> {
  try {
    return await quoteFee(to, price)
  } catch (error) {
    if (isBuskerError(error) && error.code !== 'RAIDEN_FEE_ABOVE_CAP') return null
    throw error
  }
}
