import type { EventEmitter } from 'node:events'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, fromLabel, type Label } from '../../shared/ids.ts'
import { hasAccess, isUnopened, purchaseStates } from '../../shared/orderStates.ts'
import type { Access } from '../access/access.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import type { Buyer } from '../market/buyer.ts'
import type { Purchase, Purchases } from '../market/purchases.ts'

export interface JoinOwnedParts {
  /** The node's owner. */
  readonly account: Address
  readonly access: Pick<Access, 'contentKey'>
  readonly buyer: Pick<Buyer, 'buy' | 'wakeBySecretHash'>
  readonly purchases: Pick<Purchases, 'findLive' | 'get'>
  readonly events: Pick<EventEmitter<NodeEvents>, 'on' | 'off'>
}

/**
 * Has a work that was paid for opened now: its fragments are fetched from Ursulas, and its key is kept. What has its key is
 * there at once. Nothing is ever ordered.
 *
 * @param signal ends the waiting; the node goes on trying
 * @throws BuskerError `PLAYBACK_NOT_OWNED`, and why it could not be opened, such as `POLICY_TOO_FEW_ANSWERS`
 */
export async function joinOwned(parts: JoinOwnedParts, label: Label, signal: AbortSignal): Promise<void> {
  const { account, access, buyer, purchases, events } = parts
  const { kind, id, edition } = fromLabel(label)
  if (kind === 'track' && access.contentKey(id, edition) !== undefined) return
  const purchase = purchases.findLive(label, account)
  if (purchase === undefined || purchaseStates[purchase.state].money !== 'paid') {
    throw new BuskerError('PLAYBACK_NOT_OWNED', 'You do not own this yet. Buy it first.')
  }
  if (hasAccess(purchase)) return
  const done = Promise.withResolvers<void>()
  const check = (changed: string) => {
    const current = changed === purchase.id ? purchases.get(changed) : undefined
    if (current === undefined) return
    if (hasAccess(current)) done.resolve()
    else if (current.code !== null) done.reject(notOpened(current))
  }
  const give = () => done.reject(notOpened(purchases.get(purchase.id) ?? purchase))
  events.on('purchase', check)
  signal.addEventListener('abort', give, { once: true })
  try {
    if (isUnopened(purchase)) {
      const { manifest, seller, maximumFee } = purchase
      await buyer.buy({ work: { label, manifest, artist: seller }, confirmed: null, maximumFee })
    } else if (purchase.secretHash !== null) buyer.wakeBySecretHash(purchase.secretHash)
    await done.promise
  } finally {
    events.off('purchase', check)
    signal.removeEventListener('abort', give)
  }
}

function notOpened({ code, message }: Purchase): BuskerError {
  return new BuskerError(
    code ?? 'POLICY_TOO_FEW_ANSWERS',
    message ?? 'Too few Ursulas have answered yet. What was bought stays bought; try again later.',
  )
}
