import { readdir } from 'node:fs/promises'
import pRetry from 'p-retry'
import type { ExportedFile } from '../../shared/api/export.ts'
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
 * Has the listener's node write a track as a WAV file.
 *
 * @returns the file, below `folder`
 * @throws BuskerError what the node throws
 */
export async function downloadWav(
  listener: AskNode,
  { label }: Pick<WorkView, 'label'>,
  folder: string,
): Promise<ExportedFile> {
  const { files } = await listener.ask('exportFiles', { labels: [label], format: 'wav', folder })
  const [written] = files
  if (written === undefined) throw new Error('A track that was written has a file.')
  return written
}

/**
 * Tries to have what was not paid for.
 *
 * @param folder where the node would write it; nothing is in it
 * @throws BuskerError `DEMO_NOT_REFUSED`; what else the node throws
 */
export async function requireRefusal(
  listener: AskNode,
  work: Pick<WorkView, 'label'>,
  folder: string,
): Promise<void> {
  try {
    await listener.ask('exportFiles', { labels: [work.label], format: 'wav', folder })
  } catch (error) {
    if (isBuskerError(error, 'PLAYBACK_NOT_OWNED') && (await isEmpty(folder))) return
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

/** Also where there is no such folder. */
async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return []
  })
  return names.length === 0
}
