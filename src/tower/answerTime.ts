import { createHash } from 'node:crypto'
import type { Address } from '../shared/ids.ts'
import type { WatchedSide } from './towerRecords.ts'

/** Shares of the settle timeout between which a tower hands in what its owner has not: the owner's own node goes first. */
const window = { from: 0.25, to: 0.5 }

/**
 * From when a tower answers for a channel that was closed, chain time, ms: between a quarter and half of the settle timeout
 * after it was closed, each tower at another time for each channel, so that most of the time one of them pays gas. Raiden's
 * MonitoringService spreads its services in the same way, between 30 and 80 %.
 *
 * @param settleTimeout ms
 */
export function answerTimeOf(
  tower: Address,
  { tokenNetwork, channel, participant }: WatchedSide,
  { settleableAfter, settleTimeout }: { readonly settleableAfter: number; readonly settleTimeout: number },
): number {
  const text = [tower, tokenNetwork, channel, participant].join()
  const share = createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32
  const closedAt = settleableAfter - settleTimeout
  return closedAt + settleTimeout * (window.from + share * (window.to - window.from))
}
