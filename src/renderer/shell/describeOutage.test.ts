import { expect, test } from 'vitest'
import { noHub, offline, statusWithout } from '../testing/fixtures/app.ts'
import { describeOutage } from './describeOutage.ts'

test('says who is away by what no longer works', () => {
  expect(describeOutage(statusWithout().parts)).toBeUndefined()
  expect(describeOutage(offline.parts)).toMatchObject({ summary: 'Offline', isOffline: true })
  expect(describeOutage(noHub.parts)).toMatchObject({ summary: 'No hub' })
})

test('of a part without a name for it says why it is away', () => {
  const problem = { code: 'HUB_KUBO_UNREACHABLE', message: 'Kubo does not answer.' } as const
  expect(describeOutage(statusWithout({ studio: problem }).parts)).toMatchObject({
    consequence: 'Studio: Kubo does not answer. (HUB_KUBO_UNREACHABLE)',
  })
})

test.each(['HUB_LEASE_HELD', 'HUB_LEASE_ELSEWHERE'] as const)(
  'another machine with the same words is no outage: %s',
  (code) => {
    const raiden = { code, message: 'In use elsewhere.' }
    expect(describeOutage(statusWithout({ raiden }).parts)).toBeUndefined()
  },
)
