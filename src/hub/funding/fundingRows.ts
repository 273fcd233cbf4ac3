import { type Cell, rowOf, rowsOf, type Steps } from '../../database/steps.ts'
import type { Address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { FundedChannel } from './fundedChannel.ts'

interface Row {
  readonly account: Address
  readonly deposit: string
  readonly state: 'intended' | 'open'
  readonly present: string
  readonly channel: number | null
  readonly closing: 0 | 1
  readonly settled: 0 | 1
}

/** What is known of the account's channel; null where nothing was ever reserved. */
export function* findChannel(account: Address): Steps<FundedChannel | null> {
  return (yield* channelsOf('WHERE account = $1', account))[0] ?? null
}

/** Reserved, and not known to be open: oldest first. */
export function intendedChannels(): Steps<readonly FundedChannel[]> {
  return channelsOf("WHERE state = 'intended' AND coalesce(settled, 0) = 0 ORDER BY intended_at")
}

/** The promises that `where` chooses. */
export function* channelsOf(where: string, ...values: readonly Cell[]): Steps<readonly FundedChannel[]> {
  const rows = yield* rowsOf<Row>(
    `SELECT account, deposit, state, coalesce(present, '0') AS present, channel,
       coalesce(closing, 0) AS closing, coalesce(settled, 0) AS settled
     FROM funded_channels LEFT JOIN top_ups USING (account) LEFT JOIN channel_progress USING (account) ${where}`,
    ...values,
  )
  return rows.map(({ account, deposit, present, state, channel, closing, settled }) => {
    const added = BigInt(present)
    return {
      account,
      channel,
      state: settled === 1 ? 'settled' : state,
      closing: closing === 1,
      deposit: toAmount(BigInt(deposit) + added),
      isTopUp: added > 0n,
    }
  })
}

/** What is promised or in channels, with all that was ever added to any, and what did not come back; base units. */
export function* spentAmount(): Steps<Amount> {
  const deposits = yield* sumOf(
    `SELECT amount_sum(deposit) AS sum FROM funded_channels LEFT JOIN channel_progress USING (account)
     WHERE coalesce(settled, 0) = 0`,
  )
  const added = yield* sumOf('SELECT amount_sum(total) AS sum FROM top_ups')
  const unreturned = yield* sumOf('SELECT amount_sum(unreturned) AS sum FROM channel_progress')
  return toAmount(deposits + added + (unreturned > 0n ? unreturned : 0n))
}

/** Takes back what is promised on top of what is in the channel. */
export function* dropTopUpOf(
  { account, state, isTopUp, deposit }: FundedChannel,
  inChannel: bigint,
): Steps<void> {
  if (state !== 'intended' || !isTopUp) return
  const missing = deposit > inChannel ? deposit - inChannel : 0n
  const { present, total } = yield* topUpsOf(account)
  const dropped = missing < present ? missing : present
  yield* setTopUps(account, present - dropped, total - dropped)
  yield* setState(account, 'open')
}

export function* setState(account: Address, state: 'intended' | 'open'): Steps<void> {
  yield* rowsOf('UPDATE funded_channels SET state = $2 WHERE account = $1', account, state)
}

/** @param present, total base units: into the channel there is now, into all its channels ever */
export function* setTopUps(account: Address, present: bigint, total: bigint): Steps<void> {
  yield* rowsOf(
    `INSERT INTO top_ups (account, present, total) VALUES ($1, $2, $3)
     ON CONFLICT (account) DO UPDATE SET present = excluded.present, total = excluded.total`,
    account,
    String(present),
    String(total),
  )
}

export function* topUpsOf(account: Address): Steps<{ readonly present: bigint; readonly total: bigint }> {
  const row = yield* rowOf<{ readonly present: string; readonly total: string }>(
    'SELECT present, total FROM top_ups WHERE account = $1',
    account,
  )
  return { present: BigInt(row?.present ?? 0), total: BigInt(row?.total ?? 0) }
}

/** What became of the account's channel. @param change its values are `$2`, `$3`, … */
export function* progress(account: Address, change: string, ...values: readonly Cell[]): Steps<void> {
  yield* rowsOf(
    `INSERT INTO channel_progress (account, channel, closing, settled, unreturned) VALUES ($1, NULL, 0, 0, '0')
     ON CONFLICT (account) DO NOTHING`,
    account,
  )
  yield* rowsOf(`UPDATE channel_progress SET ${change} WHERE account = $1`, account, ...values)
}

/** Base units that the account's earlier channels gave back less than their first deposit; below nothing, more. */
export function* unreturnedOf(account: Address): Steps<bigint> {
  return sumFrom(
    yield* rowOf<{ readonly sum: string }>(
      'SELECT unreturned AS sum FROM channel_progress WHERE account = $1',
      account,
    ),
  )
}

function* sumOf(sql: string): Steps<bigint> {
  return sumFrom(yield* rowOf<{ readonly sum: string }>(sql))
}

function sumFrom(row: { readonly sum: string } | undefined): bigint {
  return BigInt(row?.sum ?? 0)
}
