import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Caller } from '../src/ipfs/peer.ts'
import { MemoryNetwork } from '../src/ipfs/testing/memoryNetwork.ts'
import { AccessWorld, sealSomeTrack } from '../src/node/access/testing/accessWorld.ts'
import { SegmentSeal } from '../src/node/sealing/segmentSeal.ts'
import type { Handlers } from '../src/protocol/rpc.ts'
import type { ursulaProtocol } from '../src/protocol/ursula.ts'
import { prepareJoin } from '../src/umbral/joining.ts'
import { createUrsula } from '../src/ursula/createUrsula.ts'
import { latencies } from './latencies.ts'
import { CapsuleASegment } from './nucypherDesign.ts'
import { type BenchRow, quantile } from './row.ts'

const segmentCount = 40
const segmentBytes = 150_000
const [threshold, shares] = [2, 3]
const runs = 30

/**
 * From a policy to all bytes of a 6 MB track of 40 segments: ours with everything a listener does (checks, Ursulas,
 * store, opening every segment), against a capsule a segment with what the library alone costs. No network in either.
 */
export async function benchJoin(): Promise<BenchRow[]> {
  const segments = Array.from({ length: segmentCount }, () => new Uint8Array(randomBytes(segmentBytes)))
  const network = new MemoryNetwork()
  const world = new AccessWorld(async () => network.peer())
  try {
    for (let index = 0; index < shares; index += 1) await world.addUrsula()
    const [artist, listener] = [await world.person(), await world.person()]
    const track = await sealSomeTrack(artist.keys)
    const [one] = track.tracks
    if (one === undefined) throw new Error('The track is not there.')
    const form = { track: one.id, rendition: 'aac', salt: new Uint8Array(randomBytes(32)) }
    const sealed = segments.map((segment, index) => new SegmentSeal(track.key, form).seal(index, segment))
    const policy = await artist.grants.make(
      track.label,
      listener.keys.identity.body,
      world.terms(threshold, shares),
    )

    const reference = await CapsuleASegment.of(segments, threshold, shares)
    const [ours, theirs] = await latencies(
      runs,
      async () => {
        listener.store.exec('DELETE FROM content_keys')
        await listener.access.join({ policy, capsule: track.capsule, tracks: track.tracks })
        const key = listener.access.contentKey(one.id, one.edition)
        if (key === undefined) throw new Error('The join gave no key.')
        const seal = new SegmentSeal(key, form)
        for (const [index, segment] of sealed.entries()) seal.open(index, segment)
      },
      () => reference.joinAndOpen(),
    )
    const [value, against] = [quantile(ours, 0.5), quantile(theirs, 0.5)]
    return [
      row(`join + open ${segmentCount} segments, 2 of 3, median`, 'ms', value, against, against / value, 20),
    ]
  } finally {
    await world.stop()
  }
}

/** Tracks a second that one core of an Ursula gives access to: requests handled whole, one after the other. */
export async function benchUrsula(): Promise<BenchRow[]> {
  const ours = await requestsASecond()
  const segments = Array.from({ length: segmentCount }, () => new Uint8Array(1))
  const reference = await CapsuleASegment.of(segments, 1, 1)
  const [[proxy, request] = fail()] = reference.requests(1)
  const [theirs] = await latencies(runs, () => reference.answer(proxy, request))
  const against = 1000 / quantile(theirs, 0.5)
  return [row('Ursula: tracks a second a core', 'tracks/s', ours, against, ours / against, 10)]
}

/** By the median request, with every check an Ursula makes. */
async function requestsASecond(): Promise<number> {
  const network = new MemoryNetwork()
  const world = new AccessWorld(async () => network.peer())
  const folder = await mkdtemp(join(tmpdir(), 'busker-bench-'))
  try {
    const { keys, peer } = await world.addUrsula()
    let handlers: Handlers<typeof ursulaProtocol, Caller> | undefined
    const catching = {
      id: peer.id,
      addresses: peer.addresses,
      handle: async (_: unknown, given: unknown) => {
        handlers = given as Handlers<typeof ursulaProtocol, Caller>
      },
    }
    const limit = { burst: 1_000_000, perSecond: 1 }
    const ursula = createUrsula({ keys, folder, peer: catching, operator: 'bench', limit })
    await ursula.start()
    const [artist, listener] = [await world.person(), await world.person()]
    const track = await sealSomeTrack(artist.keys)
    const { statement, treasureMap } = await artist.grants.make(
      track.label,
      listener.keys.identity.body,
      world.terms(1, 1),
    )
    const [{ request, signature } = fail()] = await prepareJoin(
      listener.keys,
      statement.body,
      treasureMap,
      track.capsule.kit,
    )
    const asked = { statement, request, signature }
    const caller = { peer: listener.peer.id }
    const [measured] = await latencies(500, async () => handlers?.reencrypt(asked, caller))
    await ursula.stop()
    return 1000 / quantile(measured, 0.5)
  } finally {
    await world.stop()
    await rm(folder, { recursive: true })
  }
}

/** How many times better ours is than a capsule a segment. */
function row(
  name: string,
  unit: string,
  ours: number,
  value: number,
  ratio: number,
  target: number,
): BenchRow {
  const against = { name: 'a capsule a segment (NuCypher)', value }
  return { name, ours, unit, against, ratio, target: `≥ ${target}× better`, met: ratio >= target }
}

function fail(): never {
  throw new Error('Nothing was made to ask for.')
}
