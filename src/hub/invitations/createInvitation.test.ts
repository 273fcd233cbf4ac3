import { beforeEach, expect, test } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { decodeInvitation } from '../../protocol/invitation.ts'
import { toErrorData } from '../../shared/errors.ts'
import { hex32 } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { openHubStore, type HubStore } from '../openHubStore.ts'
import { createTestProfile } from '../testing/testProfile.ts'
import { createInvitation, type InvitationTerms } from './createInvitation.ts'
import { Vouchers } from './vouchers.ts'

const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
const now = () => 1_700_000_000_000
const funding = { deposit: toAmount(100n) }
let store: HubStore
let profile: NetworkProfile

beforeEach(async () => {
  store = openHubStore(':memory:')
  profile = await createTestProfile(keys)
})

const create = (terms: Partial<InvitationTerms> = {}) =>
  createInvitation(
    { store, engine: new SqliteEngine(store), profile, funding, now },
    { credit: null, validForMs: null, ...terms },
  )

test('an invitation without credit promises nothing, and is the same as often as it is made', async () => {
  expect(await create()).toBe(await create())
  expect(await new Vouchers(new SqliteEngine(store), now).list()).toEqual([])
  expect(decodeInvitation(await create())).not.toHaveProperty('voucher')
})

test('credit and end stand in the hub’s books and in the link', async () => {
  const invitation = decodeInvitation(await create({ credit: toAmount(5n), validForMs: 1000 }))
  expect(invitation.until).toBe(now() + 1000)
  const vouchers = new Vouchers(new SqliteEngine(store), now)
  expect(await vouchers.usable(invitation.voucher ?? new Uint8Array())).toMatchObject({
    credit: 5n,
    until: now() + 1000,
  })
})

test('credit above what a channel is opened with is refused, and nothing is promised', async () => {
  let code: string | undefined
  try {
    await create({ credit: toAmount(101n) })
  } catch (error) {
    code = toErrorData(error).code
  }
  expect(code).toBe('HUB_VOUCHER_TOO_LARGE')
  expect(await new Vouchers(new SqliteEngine(store), now).list()).toEqual([])
})
