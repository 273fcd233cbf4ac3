import { expect, test } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import { createFundingHandlers } from '../funding/fundingHandlers.ts'
import { createTestUser, type TestUser } from '../testing/testUser.ts'
import { defaultHubRates } from './hubRates.ts'

/** A hub that funds whoever asks, and how it answers one who asks from an address. */
function openHub() {
  const clock = { now: 0 }
  const funded: string[] = []
  const funding = {
    open: async (account: string) => {
      funded.push(account)
      return toAmount(1n)
    },
  }
  const handlers = createFundingHandlers(funding, null, { now: () => clock.now })
  const ask = ({ identity, caller }: TestUser, address?: string) =>
    handlers.openChannel({ identity }, { ...caller, ...(address !== undefined && { address }) }).then(
      () => 'answered',
      (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
    )
  return { ask, funded, clock }
}

const users = (count: number) => Promise.all(Array.from({ length: count }, () => createTestUser()))
const count = (outcomes: readonly string[]) => outcomes.filter((outcome) => outcome === 'answered').length

test('many accounts at one address have that address’s share, and somebody elsewhere is answered', async () => {
  const { ask, clock } = openHub()
  const sybils = await users(90)
  const outcomes: string[] = []
  for (const sybil of sybils) outcomes.push(await ask(sybil, '203.0.113.7'))
  expect(count(outcomes)).toBe(defaultHubRates.funding.perAddress.burst)
  expect(outcomes.at(-1)).toBe(
    'HUB_RATE_LIMIT: Requests for a channel from your network address come too often, from you or from others there. Ask again in 10 seconds.',
  )
  const honest = await createTestUser()
  expect(await ask(honest, '198.51.100.1')).toBe('answered')
  const [first] = sybils
  clock.now += 10_000
  expect(first && (await ask(first, '203.0.113.7'))).toBe('answered')
})

test('one account from many addresses has the share of one, and others are answered', async () => {
  const { ask } = openHub()
  const [busy, honest] = [await createTestUser(), await createTestUser()]
  const outcomes: string[] = []
  for (let at = 0; at < 100; at += 1) outcomes.push(await ask(busy, `203.0.113.${at}`))
  expect(count(outcomes)).toBe(defaultHubRates.funding.perAccount.burst)
  expect(outcomes.at(-1)).toContain('Requests for a channel of yours come too often. Ask again in 5 seconds.')
  expect(await ask(honest, '203.0.113.1')).toBe('answered')
})

test('many accounts from many addresses have no more together than all may', async () => {
  const { ask, funded } = openHub()
  const sybils = await users(450)
  await Promise.all(sybils.map((sybil, at) => ask(sybil, `198.51.${Math.floor(at / 200)}.${at % 200}`)))
  expect(funded).toHaveLength(defaultHubRates.funding.all.burst)
})

test('whoever shows somebody else’s identity uses up nothing of theirs', async () => {
  const { ask } = openHub()
  const [victim, thief] = [await createTestUser(), await createTestUser()]
  for (let at = 0; at < 50; at += 1) {
    const outcome = await ask({ ...victim, caller: thief.caller }, '203.0.113.7')
    expect(outcome).toContain('HUB_NOT_OWNER')
  }
  expect(await ask(victim, '198.51.100.1')).toBe('answered')
})

test('a network on one machine has no share of an address', async () => {
  const { ask } = openHub()
  const outcomes = await Promise.all((await users(100)).map((user) => ask(user, '127.0.0.1')))
  expect(count(outcomes)).toBe(100)
})
