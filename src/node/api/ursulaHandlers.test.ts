import { beforeEach, expect, test } from 'vitest'
import { MemoryNetwork } from '../../ipfs/testing/memoryNetwork.ts'
import { peerOf } from '../../protocol/peerOf.ts'
import { AccessHarness } from '../access/testing/accessHarness.ts'
import { AccessTerms } from '../market/accessTerms.ts'
import { Settings } from '../settings/settings.ts'
import { ursulaHandlers } from './ursulaHandlers.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
let harness: AccessHarness
let artist: Awaited<ReturnType<AccessHarness['addUser']>>

beforeEach(async () => {
  const network = new MemoryNetwork()
  harness = new AccessHarness(async (seed) => network.peer(await peerOf(seed)))
  for (const operator of ['a', 'b', 'c', 'd']) await harness.addUrsula(operator)
  artist = await harness.addUser()
  return () => harness.stop()
})

const termsOf = (mayBeOne = false) => new AccessTerms(new Settings(artist.store), mayBeOne)
const handlers = (accessTerms = termsOf()) =>
  ursulaHandlers({ ...artist, ursulaCandidates: { list: async () => [] }, accessTerms })

test('two of three are needed unless the artist chooses otherwise, and then from the next sale on', async () => {
  const { terms } = termsOf()
  const asked = handlers()
  expect(await asked.ursulas({}, context)).toMatchObject({
    threshold: 2,
    shares: 3,
    least: 2,
    operators: 4,
  })
  expect(await asked.setUrsulaTerms({ threshold: 3, shares: 4 }, context)).toMatchObject({
    threshold: 3,
    shares: 4,
  })
  expect([terms.threshold, terms.shares]).toEqual([3, 4])
  expect((await asked.ursulas({}, context)).ursulas.map(({ operator }) => operator)).toEqual([
    'a',
    'b',
    'c',
    'd',
  ])
})

test.each([
  ['more needed than there are shares', 3, 2],
  ['one that could open everything with a buyer', 1, 3],
])('%s is refused, and nothing is changed', async (_, threshold, shares) => {
  const chosen = handlers().setUrsulaTerms({ threshold, shares }, context)
  await expect(chosen).rejects.toMatchObject({ code: 'POLICY_TERMS' })
  expect(termsOf().terms).toMatchObject({ threshold: 2, shares: 3 })
})

test('more shares than there are operators are refused: nothing could be sold', async () => {
  await harness.addUrsula('a')
  const chosen = handlers().setUrsulaTerms({ threshold: 2, shares: 5 }, context)
  await expect(chosen).rejects.toMatchObject({ code: 'POLICY_TOO_FEW_URSULAS' })
})

test('on a local network one Ursula may do', async () => {
  const chosen = await handlers(termsOf(true)).setUrsulaTerms({ threshold: 1, shares: 1 }, context)
  expect(chosen).toMatchObject({ threshold: 1, shares: 1, least: 1 })
})

test('an Ursula that was added and not reached yet is listed', async () => {
  const far = await harness.addUrsula('Far')
  await far.peer.stop()
  const asked = handlers()
  await asked.ursulas({}, context)
  const added = await asked.addUrsula({ address: far.peer.addresses[0] ?? '' }, context)
  expect(added.ursulas.at(-1)).toMatchObject({
    peer: far.peer.id,
    operator: null,
    source: 'own',
    seenAt: null,
  })
  const removed = await asked.removeUrsula({ peer: far.peer.id }, context)
  expect(removed.ursulas).toHaveLength(4)
})
