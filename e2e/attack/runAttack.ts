import { setTimeout as delay } from 'node:timers/promises'
import type { Peer } from '../../src/ipfs/peer.ts'
import { hubProtocol } from '../../src/protocol/hub.ts'
import type { WorkView } from '../../src/shared/api/node.ts'
import type { Attack, Figures } from './attack.ts'
import type { AttackNetwork, Target } from './attackNetwork.ts'
import type { Suffering } from './victim.ts'

/** What came of an attack. */
export interface AttackOutcome {
  readonly attack: string
  readonly sufferings: readonly Suffering[]
  /** How long an honest purchase took, ms; null where it failed. */
  readonly purchaseMs: number | null
  /** How long an honest newcomer's dial and question to the hub took, ms; null where they failed. */
  readonly dialMs: number | null
  readonly figures: Figures
  /** What went wrong with the attack itself, or with the purchase. */
  readonly errors: readonly string[]
}

/** An attack goes on for so long at least, and is under way for so long before anything honest is tried, ms. */
const shortestMs = 4000
const leadMs = 500
/** What an honest purchase is waited for, ms. */
const patienceMs = 60_000

/** Attacks while somebody buys and somebody new comes, and measures what all suffer. */
export async function runAttack(network: AttackNetwork, attack: Attack): Promise<AttackOutcome> {
  const { crash, victims } = network
  const work = await crash.publish(`Song for ${attack.name}`)
  const newcomer = await network.peers.peer()
  const errors: string[] = []
  const note = (what: string) => (error: unknown) => {
    errors.push(`${what}: ${error instanceof Error ? error.message : String(error)}`)
    return null
  }
  const stop = new AbortController()
  for (const victim of victims) victim.begin()
  const attacking = attack.run(network, stop.signal).catch((error: unknown) => {
    note('attack')(error)
    return {}
  })
  const shortest = delay(shortestMs)
  await Promise.race([delay(leadMs), attacking])
  const [dialMs, purchaseMs] = await Promise.all([
    timed(() => askHub(newcomer, network.hub)).catch(note('honest dial')),
    timed(() => buy(network, work)).catch(note('honest purchase')),
  ])
  await newcomer.stop()
  await Promise.race([shortest, attacking])
  stop.abort()
  const figures = await attacking
  await network.dismissStrangers()
  // Whoever stands still at the end has noted nothing of it yet.
  await Promise.all(victims.map((victim) => victim.whenAwake()))
  return {
    attack: attack.name,
    sufferings: victims.map((victim) => victim.end()),
    purchaseMs,
    dialMs,
    figures,
    errors,
  }
}

async function buy({ crash: { listener } }: AttackNetwork, { label, price }: WorkView): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs)
  const { state, hasAccess } = await listener.ask(
    'buy',
    { label, confirmed: price, follow: true },
    { signal },
  )
  if (!hasAccess) throw new Error(`The purchase is ${state}.`)
}

async function askHub(newcomer: Peer, hub: Target): Promise<void> {
  await newcomer.connect(hub.addresses)
  await newcomer.call(hub.peer, hubProtocol, 'welcome', {})
}

async function timed(action: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await action()
  return Math.round(performance.now() - startedAt)
}
