import type { ErrorData } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import type { KnownTower, KnownTowers } from './knownTowers.ts'
import type { Delivery, TowerDeliveries } from './towerDeliveries.ts'

/** Who watches what. Times in ms. */
export interface TowersStatus {
  /** How long a closed channel waits: as long as somebody has to answer. */
  readonly settleTimeoutMs: number
  readonly towers: readonly TowerState[]
  /** Those in which this account was paid something. */
  readonly channels: readonly ChannelCoverage[]
}

export interface TowerState {
  readonly peer: PeerIdText
  readonly address: string | null
  readonly operator: string | null
  readonly isOfProfile: boolean
  /** False: it is the hub's own, or was not reached yet. Only others count. */
  readonly isIndependent: boolean
  /** Channels of which it has the newest. */
  readonly watches: number
  readonly problem: ErrorData | null
}

export interface ChannelCoverage {
  readonly channel: bigint
  /** How many operators, none of them the hub, have the newest. */
  readonly watching: number
  /** Since when at least one does; null: nobody. */
  readonly since: number | null
}

export interface StatusTerms {
  readonly now: number
  readonly settleTimeoutMs: number
  /** A tower that has not confirmed for longer than this is not counted on. */
  readonly confirmedWithinMs: number
}

export function readTowersStatus(
  known: KnownTowers,
  deliveries: TowerDeliveries,
  { now, settleTimeoutMs, confirmedWithinMs }: StatusTerms,
): TowersStatus {
  const newest = new Map(deliveries.updates().map(({ channel, nonce }) => [channel, nonce]))
  const isWatching = ({ channel, nonce, until, confirmedAt }: Delivery): boolean =>
    nonce !== null &&
    nonce === newest.get(channel) &&
    until !== null &&
    until > now &&
    confirmedAt !== null &&
    now - confirmedAt <= confirmedWithinMs
  const all = known.list().map((tower) => {
    const delivered = deliveries.list(tower.peer)
    const watching = delivered.filter(isWatching)
    return { tower, delivered, watching, isIndependent: known.isIndependent(tower) }
  })
  return {
    settleTimeoutMs,
    towers: all.map(({ tower, delivered, watching, isIndependent }) => ({
      peer: tower.peer,
      address: tower.addresses[0] ?? null,
      operator: operatorOf(tower),
      isOfProfile: tower.isOfProfile,
      isIndependent,
      watches: watching.length,
      problem: delivered.find(({ problem }) => problem !== null)?.problem ?? null,
    })),
    channels: [...newest.keys()].map((channel) => {
      const watchers = all
        .filter(({ isIndependent }) => isIndependent)
        .flatMap(({ tower, watching }) =>
          watching
            .filter((each) => each.channel === channel)
            .map(({ since }) => ({ tower, since: since ?? now })),
        )
      const operators = new Set(watchers.map(({ tower }) => nameKey(operatorOf(tower) ?? tower.peer)))
      const since = watchers.length === 0 ? null : Math.min(...watchers.map((each) => each.since))
      return { channel, watching: operators.size, since }
    }),
  }
}

function operatorOf({ record }: KnownTower): string | null {
  return record?.body.operator ?? null
}
