import type { Pairings } from './pairings.ts'

/** For how long what a person said at an app is gone on with after a restart, ms: later they may have chosen otherwise. */
const saidMs = 15 * 60_000

export interface ResumedSelling {
  readonly pairings: Pick<Pairings, 'toSellSince' | 'setToSell'>
  readonly lease: {
    takeOver(): void
    onChange(listener: (state: { readonly held: boolean }) => void): unknown
  }
  /** Asks for a connection to the hub, in the background. */
  readonly connect: () => void
  /** Ms since epoch. */
  readonly now: number
}

/**
 * Goes on with what an app has said before this start: this machine takes over, and once it may sell it asks for a connection
 * to the hub by itself, because nobody may sit before it. Call it before the lease is started.
 */
export function resumeSelling({ pairings, lease, connect, now }: ResumedSelling): void {
  const since = pairings.toSellSince
  if (since !== null && Math.abs(now - since) < saidMs) lease.takeOver()
  else if (since !== null) pairings.setToSell(null)
  lease.onChange(({ held }) => {
    if (!held || pairings.toSellSince === null) return
    connect()
    pairings.setToSell(null)
  })
}
