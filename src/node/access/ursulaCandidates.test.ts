import { beforeEach, expect, test } from 'vitest'
import { MemoryNetwork } from '../../ipfs/testing/memoryNetwork.ts'
import { peerOf } from '../../protocol/peerOf.ts'
import type { SignedUrsulaAnnouncement, UrsulaRecord } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'
import { signUrsulaAnnouncement, signUrsulaRecord } from '../../umbral/policyRecords.ts'
import { AccessHarness, type HarnessUrsula } from './testing/accessHarness.ts'
import { UrsulaCandidates } from './ursulaCandidates.ts'

let harness: AccessHarness
let artist: Awaited<ReturnType<AccessHarness['addUser']>>
let announced: SignedUrsulaAnnouncement[]
let failures: unknown[]
let candidates: UrsulaCandidates

beforeEach(async () => {
  const network = new MemoryNetwork()
  harness = new AccessHarness(async (seed) => network.peer(await peerOf(seed)))
  await harness.addUrsula('Bo')
  artist = await harness.addUser()
  await artist.ursulas.refresh()
  announced = []
  failures = []
  candidates = new UrsulaCandidates({
    askHub: async () => announced,
    known: artist.ursulas,
    now: () => harness.now,
    onFailure: (error) => failures.push(error),
  })
  return () => harness.stop()
})

/** Reached at a real address, as those of the memory network are not. */
async function announcementOf(
  { ursula, keys, peer }: HarnessUrsula,
  change: Partial<UrsulaRecord> = {},
): Promise<SignedUrsulaAnnouncement> {
  const { body } = await ursula.announce()
  const addresses = [`/dns4/ursula.example.org/tcp/4001/p2p/${peer.id}`]
  const record = await signUrsulaRecord({ ...body.record.body, addresses, ...change }, keys.verifyingSeed)
  return signUrsulaAnnouncement({ ...body, record }, keys.verifyingSeed)
}

test('who has announced herself is told with what she is added by, and is no Ursula of a policy by that', async () => {
  const cleo = await harness.addUrsula('Cleo')
  announced = [await announcementOf(cleo)]
  expect(await candidates.list()).toEqual([
    {
      peer: cleo.peer.id,
      operator: 'Cleo',
      address: `/dns4/ursula.example.org/tcp/4001/p2p/${cleo.peer.id}`,
      isNameTaken: false,
    },
  ])
  expect((await artist.ursulas.find(9)).map(({ body }) => body.operator)).toEqual(['Bo'])
})

test('whoever is known already is no candidate, nor is one twice', async () => {
  const cleo = await harness.addUrsula('Cleo')
  const [bo] = harness.ursulas
  if (bo === undefined) throw new Error('There is no Ursula.')
  announced = await Promise.all([bo, cleo, cleo].map((each) => announcementOf(each)))
  expect((await candidates.list()).map(({ operator }) => operator)).toEqual(['Cleo'])
  await artist.ursulas.addOwn(cleo.peer.addresses[0] ?? '')
  expect(await candidates.list()).toEqual([])
})

test('what a hub changes, makes up or tells too late is left out', async () => {
  const cleo = await harness.addUrsula('Cleo')
  const signed = await announcementOf(cleo)
  const { record } = signed.body
  const renamed = { ...record, body: { ...record.body, operator: 'Dora' } }
  announced = [
    { ...signed, body: { ...signed.body, record: renamed } },
    { ...signed, body: { ...signed.body, until: signed.body.until + 1 } },
    { ...signed, signature: new Uint8Array(64) },
  ]
  expect(await candidates.list()).toEqual([])
  expect(failures).toHaveLength(3)
  announced = [signed]
  harness.now = signed.body.until
  expect(await candidates.list()).toEqual([])
  expect(failures.at(-1)).toMatchObject({ code: 'URSULA_ANNOUNCEMENT_EXPIRED' })
})

test('one that is called, or looks, as an operator that is known is told so', async () => {
  const other = await harness.addUrsula('Во')
  announced = [await announcementOf(other)]
  expect(await candidates.list()).toMatchObject([{ operator: 'Во', isNameTaken: true }])
})

test.each([
  ['of another peer', `/ip4/10.0.0.1/tcp/1/p2p/12D3KooW${'a'.repeat(44)}`],
  ['of no peer', '/ip4/10.0.0.1/tcp/1'],
  ['that is none', 'javascript:alert(1)'],
])('one that gives an address %s can’t be added, and is not told', async (_, address) => {
  announced = [await announcementOf(await harness.addUrsula('Cleo'), { addresses: [address] })]
  expect(await candidates.list()).toEqual([])
})

test('a hub that is older lists nobody; one that does not answer is told', async () => {
  const of = (code: 'PROTOCOL_UNKNOWN' | 'IPFS_PEER_UNREACHABLE') =>
    new UrsulaCandidates({
      askHub: () => Promise.reject(new BuskerError(code, 'No.')),
      known: artist.ursulas,
      now: () => harness.now,
      onFailure: () => undefined,
    }).list()
  expect(await of('PROTOCOL_UNKNOWN')).toEqual([])
  await expect(of('IPFS_PEER_UNREACHABLE')).rejects.toMatchObject({ code: 'IPFS_PEER_UNREACHABLE' })
})
