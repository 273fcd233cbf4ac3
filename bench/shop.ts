import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pRetry from 'p-retry'
import { parseAmount } from '../src/cli/amounts.ts'
import type { Party } from '../src/cli/demo/party.ts'
import { createStage, type Stage } from '../src/cli/demo/stage.ts'
import { synthesiseWav } from '../src/node/media/synthesise.ts'
import type { PurchaseView, WorkView } from '../src/shared/api/node.ts'
import type { NetworkProfile } from '../src/shared/networkProfile.ts'
import type { Startable } from '../src/shared/startable.ts'

/** When an order was first seen in each of its states, ms since epoch, by the buyer's own record. */
export type Passage = ReadonlyMap<string, number>

const logs = resolve('out', 'bench', 'logs')

/** A whole local network with an artist's and a listener's node, for the benches that need one; started once. */
export class Shop implements Startable {
  /** Purchases made so far. */
  sold = 0
  #opened: Promise<{ stage: Stage; network: NetworkProfile }> | null = null
  #stage: Stage | null = null

  async start(): Promise<void> {
    await this.#open()
  }

  async stop(): Promise<void> {
    const stage = this.#stage
    this.#stage = null
    if (stage === null) return
    await stage.close()
    await stage.keepLogs(logs)
    await stage.remove()
  }

  async stage(): Promise<Stage> {
    return (await this.#open()).stage
  }

  /** Publishes so many short tracks and resolves when the listener can buy them. */
  async publish(count: number): Promise<WorkView[]> {
    const { stage, network } = await this.#open()
    const { artist, listener, folder } = stage
    const file = join(folder, 'short.wav')
    await synthesiseWav(file, { seconds: 2, seed: 1 })
    const price = parseAmount('0.05', network.token.decimals)
    const works = await Promise.all(
      Array.from({ length: count }, () =>
        artist.ask('publish', { file, price, title: 'Short', artistName: 'The artist' }),
      ),
    )
    await pRetry(() => mustHave(listener, works), { retries: 300, factor: 1, minTimeout: 100 })
    return works
  }

  /**
   * Buys one track.
   *
   * @returns milliseconds from asking the node to the opened content key, and when each state was reached
   */
  async buy({ label, price }: WorkView): Promise<{ ms: number; passage: Passage }> {
    const { stage, network } = await this.#open()
    const passage = new Map<string, number>()
    const see = ({ state, changedAt, createdAt }: PurchaseView) => {
      passage.set('requested', createdAt)
      if (!passage.has(state)) passage.set(state, changedAt)
    }
    const { maximumFee } = network.hub
    const began = performance.now()
    const order = await stage.listener.ask(
      'buy',
      { label, confirmed: price, maximumFee, follow: true },
      { onProgress: see },
    )
    const ms = performance.now() - began
    see(order)
    if (!order.hasAccess) {
      throw new Error(`The order ended as ${order.state}. ${order.message ?? ''} ${order.money}`)
    }
    this.sold += 1
    return { ms, passage }
  }

  #open() {
    this.#opened ??= this.#bringUp()
    return this.#opened
  }

  async #bringUp() {
    await rm(logs, { recursive: true, force: true })
    const stage = await createStage()
    this.#stage = stage
    const { artist, listener } = stage
    const [network] = await Promise.all([stage.openNetwork(), artist.init(), listener.init()])
    await Promise.all([artist.start(), listener.start()])
    const connect = (party: Party, deposit: string) =>
      party.ask('connect', { deposit: parseAmount(deposit, network.token.decimals) })
    await Promise.all([connect(artist, '0'), connect(listener, '20')])
    return { stage, network }
  }
}

async function mustHave(listener: Party, works: readonly WorkView[]): Promise<void> {
  const found = await listener.ask('search', { text: '', limit: 200 })
  const labels = new Set(found.map(({ label }) => label))
  if (works.every(({ label }) => labels.has(label))) return
  throw new Error('The tracks did not reach the listener’s catalogue.')
}
