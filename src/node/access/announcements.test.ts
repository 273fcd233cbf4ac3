import { beforeEach, describe, expect, test } from 'vitest'
import { announcementMaxMs, type SignedUrsulaAnnouncement } from '../../protocol/policy.ts'
import { KnownUrsulas } from './knownUrsulas.ts'
import { AccessHarness, createSealedTrack, type HarnessUrsula } from './testing/accessHarness.ts'
import { MemoryNetwork } from '../../ipfs/testing/memoryNetwork.ts'
import { peerOf } from '../../protocol/peerOf.ts'
import { signUrsulaAnnouncement } from '../../umbral/policyRecords.ts'

const hourMs = 3_600_000
let network: MemoryNetwork
let harness: AccessHarness
let ursula: HarnessUrsula
let artist: Awaited<ReturnType<AccessHarness['addUser']>>

beforeEach(async () => {
  network = new MemoryNetwork()
  harness = new AccessHarness(async (seed) => network.peer(await peerOf(seed)))
  ursula = await harness.addUrsula('Bo')
  artist = await harness.addUser()
  return () => harness.stop()
})

const operators = () => artist.ursulas.list().map(({ record }) => record.body.operator)
const resign = ({ body }: SignedUrsulaAnnouncement, change: object, by = ursula) =>
  signUrsulaAnnouncement({ ...body, ...change }, by.keys.verifyingSeed)

test('what an Ursula says of herself holds for a day, and not longer', async () => {
  await artist.ursulas.refresh()
  expect(operators()).toEqual(['Bo'])
  harness.now += 24 * hourMs - 1
  expect(operators()).toEqual(['Bo'])
  harness.now += 1
  expect(operators()).toEqual([])
  await artist.ursulas.refresh()
  expect(operators()).toEqual(['Bo'])
})

test.each([2 * 24 * hourMs, -2 * 24 * hourMs])(
  'of an Ursula who answers holds also where the clocks are %i ms apart, for a day by one’s own',
  async (shift) => {
    const own = () => harness.now + shift
    const { peer } = await harness.addUser()
    const { id, addresses } = ursula.peer
    const known = new KnownUrsulas({
      store: harness.openStore(),
      peer,
      profile: [{ name: 'Bo', peerId: id, addresses: [...addresses] }],
      now: own,
      onFailure: (error) => {
        throw error
      },
    })
    await known.refresh()
    expect(known.list()).toHaveLength(1)
    harness.now += 24 * hourMs
    expect(known.list()).toHaveLength(0)
  },
)

test('a hub that knows an older word of hers than she gives herself is no failure, and changes nothing', async () => {
  const before = await ursula.ursula.announce()
  harness.now += 1
  const { peer } = await harness.addUser()
  const { id, addresses } = ursula.peer
  const failures: unknown[] = []
  const known = new KnownUrsulas({
    store: harness.openStore(),
    peer,
    profile: [{ name: 'Bo', peerId: id, addresses: [...addresses] }],
    askHub: async () => [before, { ...before, signature: new Uint8Array(before.signature.length) }],
    now: () => harness.now,
    onFailure: (error) => failures.push(error),
  })
  await known.refresh()
  await known.refresh()
  expect(known.list()).toMatchObject([{ until: harness.now + 24 * hourMs }])
  expect(failures).toEqual([
    expect.objectContaining({ code: 'POLICY_FORGED' }),
    expect.objectContaining({ code: 'POLICY_FORGED' }),
  ])
})

describe('an announcement', () => {
  test('is refused where it was forged: by another key, of another’s record, or changed', async () => {
    const honest = await ursula.ursula.announce()
    const other = await harness.addUrsula('Mallory')
    const forgeries = [
      await resign(honest, {}, other),
      await resign(await other.ursula.announce(), { record: honest.body.record }, other),
      { ...honest, body: { ...honest.body, until: honest.body.until + 1 } },
      {
        ...honest,
        body: {
          ...honest.body,
          record: { ...honest.body.record, body: { ...honest.body.record.body, operator: 'Eve' } },
        },
      },
    ]
    for (const forgery of forgeries) {
      await expect(artist.ursulas.take(forgery)).rejects.toMatchObject({ code: 'POLICY_FORGED' })
    }
    expect(operators()).toEqual([])
  })

  test('is refused where its time is over, is yet to come, or is longer than any is', async () => {
    const honest = await ursula.ursula.announce()
    const { now } = harness
    const expired = await resign(honest, { issuedAt: now - 2 * hourMs, until: now })
    await expect(artist.ursulas.take(expired)).rejects.toMatchObject({ code: 'URSULA_ANNOUNCEMENT_EXPIRED' })
    for (const change of [
      { issuedAt: now + hourMs, until: now + 2 * hourMs },
      { until: now + announcementMaxMs + 1 },
      { until: honest.body.issuedAt },
    ]) {
      await expect(artist.ursulas.take(await resign(honest, change))).rejects.toMatchObject({
        code: 'POLICY_FORGED',
      })
    }
  })

  test('is refused where she has said something newer, also without its date', async () => {
    const before = await ursula.ursula.announce()
    harness.now += 1
    const after = await ursula.ursula.announce()
    await artist.ursulas.take(after)
    const old = { code: 'URSULA_ANNOUNCEMENT_OLD' }
    await expect(artist.ursulas.take(before)).rejects.toMatchObject(old)
    await expect(artist.ursulas.take(before.body.record)).rejects.toMatchObject(old)
    await artist.ursulas.take(after)
    expect(artist.ursulas.list()).toMatchObject([{ until: after.body.until }])
  })
})

describe('Ursulas of one’s own', () => {
  test('are added by their address, found again after a restart, and removed', async () => {
    const far = await harness.addUrsula('Far')
    const [address = ''] = far.peer.addresses
    await artist.ursulas.addOwn(address)
    await artist.ursulas.refresh()
    const again = harness.createUser(artist.keys, artist.peer, artist.store)
    expect(again.ursulas.own()).toEqual([{ peer: far.peer.id, address }])
    expect(artist.ursulas.list().find(({ source }) => source === 'own')?.record.body.operator).toBe('Far')
    artist.ursulas.removeOwn(far.peer.id)
    expect(operators()).toEqual(['Bo'])
    expect(() => artist.ursulas.removeOwn(far.peer.id)).toThrow(
      expect.objectContaining({ code: 'URSULA_UNKNOWN' }),
    )
  })

  test('one that is away is kept, and met later; an address that is none is refused', async () => {
    const far = await harness.addUrsula('Far')
    const [address = ''] = far.peer.addresses
    await far.peer.stop()
    await artist.ursulas.addOwn(address)
    expect(artist.ursulas.own()).toHaveLength(1)
    expect(operators()).toEqual([])
    await far.peer.start()
    await artist.ursulas.refresh()
    expect(operators().toSorted()).toEqual(['Bo', 'Far'])
    await expect(artist.ursulas.addOwn('Far')).rejects.toMatchObject({ code: 'IPFS_ADDRESS_INVALID' })
  })

  test('are sixteen at most', async () => {
    for (let at = 0; at < 16; at += 1) {
      const peer = network.peer()
      await artist.ursulas.addOwn(`/ip4/203.0.113.${at}/tcp/4001/p2p/${peer.id}`).catch(() => undefined)
    }
    const last = `/ip4/203.0.113.99/tcp/4001/p2p/${network.peer().id}`
    await expect(artist.ursulas.addOwn(last)).rejects.toMatchObject({ code: 'URSULA_TOO_MANY' })
  })
})

describe('the watch', () => {
  const silent = () => artist.ursulas.list().filter(({ silentSince }) => silentSince !== null)

  test('takes one who has not answered three times in a row for silent, until she answers again', async () => {
    await artist.ursulas.refresh()
    await ursula.peer.stop()
    const since = harness.now
    expect(await artist.watch.look()).toBe(true)
    harness.now += 1000
    expect(await artist.watch.look()).toBe(true)
    expect(silent()).toEqual([])
    expect(await artist.watch.look()).toBe(false)
    expect(silent()).toMatchObject([{ silentSince: since }])
    await ursula.peer.start()
    await artist.watch.look()
    expect(silent()).toEqual([])
  })

  test('takes nobody for silent while this machine has no way to anybody', async () => {
    await artist.ursulas.refresh()
    await ursula.peer.stop()
    const offline = harness.createUser(artist.keys, artist.peer, artist.store, {
      checkOnline: () => Promise.reject(new Error('no network')),
    })
    for (let round = 0; round < 5; round += 1) expect(await offline.watch.look()).toBe(false)
    expect(silent()).toEqual([])
  })

  test('has several of one operator who answer hold shares before others who do not, where that will do', async () => {
    for (const operator of ['local', 'local', 'local']) await harness.addUrsula(operator)
    const user = await harness.addUser()
    const seller = harness.createUser(user.keys, user.peer, user.store, { sharedOperators: true })
    await seller.ursulas.refresh()
    await ursula.peer.stop()
    for (let round = 0; round < 3; round += 1) await seller.watch.look()
    const { label } = await createSealedTrack(user.keys)
    const policy = await seller.grants.make(label, artist.keys.identity.body, harness.terms())
    expect(policy.ursulas.map(({ body }) => body.operator)).toEqual(['local', 'local', 'local'])
  })

  test('has those who answer chosen before those who do not', async () => {
    for (const operator of ['a', 'b', 'c']) await harness.addUrsula(operator)
    const seller = await harness.addUser()
    await seller.ursulas.refresh()
    await ursula.peer.stop()
    for (let round = 0; round < 3; round += 1) await seller.watch.look()
    for (let times = 0; times < 10; times += 1) {
      const first = (await seller.ursulas.find(3)).slice(0, 3)
      expect(new Set(first.map(({ body }) => body.operator))).toEqual(new Set(['a', 'b', 'c']))
    }
    expect(await seller.grants.canAvoidSilent(3)).toBe(true)
    expect(await seller.grants.canAvoidSilent(4)).toBe(false)
  })
})
