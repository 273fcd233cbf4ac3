import { join } from 'node:path'
import { expect, vi } from 'vitest'
import type { PurchaseView } from '../../shared/api/node.ts'
import type { Label } from '../../shared/ids.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import type { TradeHarness } from '../demo/tradeHarness.ts'
import { runJsonCommand } from './runCommand.ts'

/** The artist connects without a deposit of their own and sells “Ballad”, three seconds of 44.1 kHz, for 1.50. */
export async function publishBallad({ artist, folder }: TradeHarness): Promise<Label> {
  await runJsonCommand(artist, 'wallet', 'connect', '--deposit', '0')
  const file = join(folder, 'song.wav')
  await synthesiseWav(file, { seconds: 3, seed: 4 })
  const { label } = await runJsonCommand(artist, 'publish', file, '--price', '1.50', '--title', 'Ballad')
  return label
}

/** An order that waits for a payment by another client than Busker. */
export interface OrderElsewhere {
  readonly seller: string
  readonly paymentId: string
  /** As the listener's node has it now. */
  readonly order: () => Promise<PurchaseView | undefined>
}

/** The listener finds “Ballad”, orders it, and has the artist's offer. @param patience how long each may take, ms */
export async function orderBallad(
  { listener }: TradeHarness,
  label: Label,
  patience: { readonly timeout: number; readonly interval: number },
): Promise<OrderElsewhere> {
  await vi.waitFor(
    async () => expect(await runJsonCommand(listener, 'search', 'ballad')).toHaveLength(1),
    patience,
  )
  const { id } = await runJsonCommand(listener, 'buy', label, '--elsewhere', '--no-wait')
  const order = async () => (await listener.ask('purchases', {})).find((each) => each.id === id)
  await vi.waitFor(async () => expect((await order())?.paymentId).toBeDefined(), patience)
  const { seller, paymentId = '' } = (await order()) ?? { seller: '' }
  return { seller, paymentId, order }
}
