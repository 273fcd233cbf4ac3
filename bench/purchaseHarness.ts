import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pRetry from 'p-retry'
import { parseAmount } from '../src/cli/amounts.ts'
import type { NodeProcess } from '../src/cli/nodeProcess.ts'
import { createTradeHarness, type TradeHarness } from '../src/cli/demo/tradeHarness.ts'
import { synthesiseWav } from '../src/testAudio/synthesise.ts'
import type { PurchaseView, WorkView } from '../src/shared/api/node.ts'
import type { NetworkProfile } from '../src/shared/networkProfile.ts'
import type { Startable } from '../src/shared/startable.ts'

/** When an order was first seen in each of its states, ms since epoch, by the buyer's own record. */
export type StateTimes = ReadonlyMap<string, number>

const logFolder = resolve('out', 'bench', 'logs')

/** A whole local network with an artist's and a listener's node, for the benches that need one; started once. */
export class PurchaseHarness implements Startable {
  /** Purchases made so far. */
  purchaseCount = 0
  #opened: Promise<{ tradeHarness: TradeHarness; network: NetworkProfile }> | null = null
  #tradeHarness: TradeHarness | null = null

  async start(): Promise<void> {
    await this.#open()
  }

  async stop(): Promise<void> {
    const tradeHarness = this.#tradeHarness
    this.#tradeHarness = null
    if (tradeHarness === null) return
    await tradeHarness.close()
    await tradeHarness.keepLogs(logFolder)
    await tradeHarness.remove()
  }

  async tradeHarness(): Promise<TradeHarness> {
    return (await this.#open()).tradeHarness
  }

  /** Publishes so many short tracks and resolves when the listener can buy them. */
  async publish(count: number): Promise<WorkView[]> {
    const { tradeHarness, network } = await this.#open()
    const { artist, listener, folder } = tradeHarness
    const file = join(folder, 'short.wav')
    await synthesiseWav(file, { seconds: 2, seed: 1 })
    const price = parseAmount('0.05', network.token.decimals)
    const works = await Promise.all(
      Array.from({ length: count }, () =>
        artist.ask('publish', { file, price, title: 'Short', artistName: 'The artist' }),
      ),
    )
    await pRetry(() => requireListed(listener, works), { retries: 300, factor: 1, minTimeout: 100 })
    return works
  }

  /**
   * Buys one track.
   *
   * @returns milliseconds from asking the node to the opened content key, and when each state was reached
   */
  async buy({ label, price }: WorkView): Promise<{ ms: number; stateTimes: StateTimes }> {
    const { tradeHarness, network } = await this.#open()
    const stateTimes = new Map<string, number>()
    const see = ({ state, changedAt, createdAt }: PurchaseView) => {
      stateTimes.set('requested', createdAt)
      if (!stateTimes.has(state)) stateTimes.set(state, changedAt)
    }
    const { maximumFee } = network.hub
    const began = performance.now()
    const order = await tradeHarness.listener.ask(
      'buy',
      { label, confirmed: price, maximumFee, follow: true },
      { onProgress: see },
    )
    const ms = performance.now() - began
    see(order)
    if (!order.hasAccess) {
      throw new Error(`The order ended as ${order.state}. ${order.message ?? ''} ${order.money}`)
    }
    this.purchaseCount += 1
    return { ms, stateTimes }
  }

  #open() {
    this.#opened ??= this.#bringUp()
    return this.#opened
  }

  async #bringUp() {
    await rm(logFolder, { recursive: true, force: true })
    const tradeHarness = await createTradeHarness()
    this.#tradeHarness = tradeHarness
    const { artist, listener } = tradeHarness
    const network = await tradeHarness.start()
    const connect = (nodeProcess: NodeProcess, deposit: string) =>
      nodeProcess.ask('connect', { deposit: parseAmount(deposit, network.token.decimals) })
    await Promise.all([connect(artist, '0'), connect(listener, '20')])
    return { tradeHarness, network }
  }
}

async function requireListed(listener: NodeProcess, works: readonly WorkView[]): Promise<void> {
  // Whose name is searched for is looked at: all that they offer is read.
  const found = await listener.ask('search', { text: 'The artist', limit: 200 })
  const labels = new Set(found.map(({ label }) => label))
  if (works.every(({ label }) => labels.has(label))) return
  throw new Error('The tracks did not reach the listener’s catalogue.')
}
