import { beforeEach, expect, test } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { digest } from '../../protocol/codec.ts'
import { toErrorData } from '../../shared/errors.ts'
import { hex32 } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { decodeNetworkProfile, type NetworkProfile } from '../../shared/networkProfile.ts'
import { dayMs } from '../clock.ts'
import { FundingLedger } from '../funding/fundingLedger.ts'
import { openHubStore, type HubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { createTestProfile } from '../testing/testProfile.ts'
import { createTestUser } from '../testing/testUser.ts'
import { createInvitationHandlers } from './invitationHandlers.ts'
import { InvitedProfiles } from './invitedProfiles.ts'
import { Vouchers } from './vouchers.ts'

const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
const credit = toAmount(5n)
let store: HubStore
let clock: ReturnType<typeof createManualClock>
let profile: NetworkProfile
let profiles: InvitedProfiles
let vouchers: Vouchers
let ledger: FundingLedger
let woken: string[]

beforeEach(async () => {
  store = openHubStore(':memory:')
  clock = createManualClock()
  profile = await createTestProfile(keys)
  profiles = new InvitedProfiles(store)
  vouchers = new Vouchers(new SqliteEngine(store), clock.now)
  ledger = new FundingLedger(
    new SqliteEngine(store),
    { deposit: toAmount(100n), topUps: toAmount(0n), budget: toAmount(200n) },
    clock.now,
  )
  woken = []
})

const handlers = () =>
  createInvitationHandlers({
    profile,
    profiles,
    vouchers,
    payer: { wake: (hash) => woken.push(hash) },
    ledger,
    now: clock.now,
  })

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'none',
    (error: unknown) => toErrorData(error).code,
  )

async function redeem(voucher: Uint8Array, user = createTestUser()) {
  const { identity, caller } = await user
  return handlers().redeem({ identity, voucher }, caller)
}

test('the text of a profile is the one that was invited to, as long as money is in the same contracts', async () => {
  const hash = profiles.keep(profile)
  const { caller } = await createTestUser()
  profile = { ...profile, name: 'Renamed since' }
  const { profile: text } = await handlers().invitation({ profile: hash }, caller)
  expect(digest(new TextEncoder().encode(text))).toBe(hash)
  expect(decodeNetworkProfile(text).name).toBe('Nowhere')
  const unknown = hex32.parse(`0x${'9'.repeat(64)}`)
  expect(await codeOf(handlers().invitation({ profile: unknown }, caller))).toBe('HUB_PROFILE_UNKNOWN')
  profile = { ...profile, chain: { ...profile.chain, id: 100 } }
  expect(await codeOf(handlers().invitation({ profile: hash }, caller))).toBe('HUB_PROFILE_UNKNOWN')
})

test('one account redeems a voucher, and as often as it asks it is the same one', async () => {
  const code = await vouchers.issue(credit, null)
  const anna = createTestUser()
  for (let time = 0; time < 3; time += 1) {
    expect(await redeem(code, anna)).toEqual({ credit, isPaid: false })
  }
  expect(new Set(woken).size).toBe(1)
  expect(await ledger.spent()).toBe(100n)
  const [claimed] = await vouchers.claimed()
  expect(claimed).toMatchObject({ account: (await anna).address, credit })
  await vouchers.markPaid(digest(code))
  expect(await redeem(code, anna)).toEqual({ credit, isPaid: true })
})

test('of many who race for one, one has it, and nothing is promised to the others', async () => {
  const code = await vouchers.issue(credit, null)
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => codeOf(redeem(code))))
  expect(outcomes.filter((outcome) => outcome === 'none')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'HUB_VOUCHER_USED')).toHaveLength(19)
  expect(await vouchers.claimed()).toHaveLength(1)
  expect(await ledger.spent()).toBe(100n)
})

test('with somebody else’s identity nothing is redeemed', async () => {
  const code = await vouchers.issue(credit, null)
  const [anna, thief] = await Promise.all([createTestUser(), createTestUser()])
  const shown = handlers().redeem({ identity: anna.identity, voucher: code }, thief.caller)
  expect(await codeOf(shown)).toBe('HUB_NOT_OWNER')
  expect(await vouchers.claimed()).toEqual([])
})

test('one that was made up, taken back or has run out is refused, and said before anybody joins', async () => {
  const forged = new Uint8Array(16).fill(7)
  const revoked = await vouchers.issue(credit, null)
  expect(await vouchers.revoke(digest(revoked))).toBe(true)
  const short = await vouchers.issue(credit, clock.now() + dayMs)
  expect(await redeem(short).then(({ credit: given }) => given)).toBe(credit)
  const expired = await vouchers.issue(credit, clock.now() + dayMs)
  clock.advance(dayMs)
  const hash = profiles.keep(profile)
  const { caller } = await createTestUser()
  const cases = [
    [forged, 'HUB_VOUCHER_UNKNOWN'],
    [revoked, 'HUB_VOUCHER_UNKNOWN'],
    [short, 'HUB_VOUCHER_USED'],
    [expired, 'HUB_VOUCHER_EXPIRED'],
  ] as const
  for (const [voucher, code] of cases) {
    expect(await codeOf(redeem(voucher))).toBe(code)
    const { credit: told } = await handlers().invitation({ profile: hash, voucher }, caller)
    expect(told).toMatchObject({ amount: null, problem: { code } })
  }
  expect(await vouchers.revoke(digest(short))).toBe(false)
})

test('a hub whose budget is spent leaves the voucher as it is, for another day', async () => {
  const issued = [1, 2, 3].map(async () => vouchers.issue(credit, null))
  const [first, second, third] = (await Promise.all(issued)) as [Uint8Array, Uint8Array, Uint8Array]
  await redeem(first)
  await redeem(second)
  expect(await codeOf(redeem(third))).toBe('HUB_BUDGET_SPENT')
  expect((await vouchers.list()).filter(({ state }) => state === 'issued')).toHaveLength(1)
  ledger = new FundingLedger(
    new SqliteEngine(store),
    { deposit: toAmount(100n), topUps: toAmount(0n), budget: toAmount(300n) },
    clock.now,
  )
  expect(await redeem(third)).toEqual({ credit, isPaid: false })
})

test('the code of a voucher stands nowhere in the hub’s database', async () => {
  const code = Buffer.from(await vouchers.issue(credit, null)).toString('hex')
  const rows = JSON.stringify(store.prepare('SELECT * FROM vouchers').all())
  expect(rows).not.toContain(code)
  expect(rows).toContain(digest(Buffer.from(code, 'hex')))
})
