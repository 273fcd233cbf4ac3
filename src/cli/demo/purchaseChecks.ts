import { existsSync } from 'node:fs'
import pRetry from 'p-retry'
import type { PurchaseView, WorkView } from '../../shared/api/node.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { Amount } from '../../shared/money.ts'
import type { NodeProcess } from '../nodeProcess.ts'

type AskNode = Pick<NodeProcess, 'ask'>

/**
 * Resolves when the listener's catalogue has the work: news travels by gossip and takes as long as it takes.
 *
 * @param retries looks after the first, a tenth of a second apart
 * @throws BuskerError `DEMO_NOT_FOUND`
 */
export async function waitUntilListed(
  listener: AskNode,
  { label }: Pick<WorkView, 'label'>,
  retries = 300,
): Promise<void> {
  await pRetry(
    async () => {
      const works = await listener.ask('search', { text: '', limit: 200 })
      if (!works.some((work) => work.label === label)) {
        throw new BuskerError('DEMO_NOT_FOUND', 'The track did not reach the listener’s catalogue.')
      }
    },
    { retries, factor: 1, minTimeout: 100 },
  )
}

/**
 * Tries to play what was not paid for.
 *
 * @param file what the node would write
 * @throws BuskerError `DEMO_NOT_REFUSED`; what else the node throws
 */
export async function requireRefusal(
  listener: AskNode,
  { label }: Pick<WorkView, 'label'>,
  file: string,
): Promise<void> {
  try {
    await listener.ask('exportSound', { label, file })
  } catch (error) {
    if (isBuskerError(error, 'PLAYBACK_NOT_OWNED') && !existsSync(file)) return
    throw error
  }
  throw new BuskerError('DEMO_NOT_REFUSED', 'The listener could play the track before paying for it.')
}

/**
 * Buys, and waits for the end: paid in full, with access.
 *
 * @param maximumFee of all mediators, in base units
 * @throws BuskerError `DEMO_NOT_BOUGHT` with what became of the order and of the money
 */
export async function buyWork(
  listener: AskNode,
  { label, price }: Pick<WorkView, 'label' | 'price'>,
  maximumFee: Amount,
): Promise<PurchaseView> {
  const order = await listener.ask('buy', { label, confirmed: price, maximumFee, follow: true })
  if (order.hasAccess && order.paid === price) return order
  throw new BuskerError(
    'DEMO_NOT_BOUGHT',
    `The order ended as ${order.state}. ${order.message ?? ''} ${order.money}`,
  )
}
