import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Caller } from '../src/ipfs/peer.ts'
import { MemoryNetwork } from '../src/ipfs/testing/memoryNetwork.ts'
import { AccessHarness, createSealedTrack } from '../src/node/access/testing/accessHarness.ts'
import { SegmentSeal } from '../src/node/sealing/segmentSeal.ts'
import type { Handlers } from '../src/protocol/rpc.ts'
import type { ursulaProtocol } from '../src/protocol/ursula.ts'
import { PolicyJoin } from '../src/umbral/policyJoin.ts'
import { createUrsula } from '../src/ursula/createUrsula.ts'
import { latencies } from './latencies.ts'
import { CapsulePerSegment } from './capsulePerSegment.ts'
import { type BenchRow, quantile } from './row.ts'

const segmentCount = 40
const segmentBytes = 150_000
const [threshold, shares] = [2, 3]
const runs = 30

/**
 * From a policy to all bytes of a 6 MB track of 40 segments: ours with everything a listener does (checks, Ursulas,
 * store, opening every segment), against a capsule a segment with what the library alone costs: asked for one after the
 * other, as a player does, and, at best, all in one request. No network in any.
 */
export async function benchJoin(): Promise<BenchRow[]> {
  const segments = Array.from({ length: segmentCount }, () => new Uint8Array(randomBytes(segmentBytes)))
  const network = new MemoryNetwork()
  const harness = new AccessHarness(async () => network.peer())
  try {
    for (let index = 0; index < shares; index += 1) await harness.addUrsula()
    const [artist, listener] = [await harness.addUser(), await harness.addUser()]
    const track = await createSealedTrack(artist.keys)
    const [one] = track.tracks
    if (one === undefined) throw new Error('The track is not there.')
    const form = { track: one.id, rendition: 'aac', salt: new Uint8Array(randomBytes(32)) }
    const sealed = segments.map((segment, index) => new SegmentSeal(track.key, form).seal(index, segment))
    const policy = await artist.grants.make(
      track.label,
      listener.keys.identity.body,
      harness.terms(threshold, shares),
    )

    const reference = await CapsulePerSegment.of(segments, threshold, shares)
    const [ours, bySegment, atOnce] = await latencies(
      runs,
      async () => {
        listener.store.exec('DELETE FROM content_keys')
        await listener.access.join({ policy, capsule: track.capsule, tracks: track.tracks })
        const key = listener.access.contentKey(one.id, one.edition)
        if (key === undefined) throw new Error('The join gave no key.')
        const seal = new SegmentSeal(key, form)
        for (const [index, segment] of sealed.entries()) seal.open(index, segment)
      },
      () => reference.joinSegmentBySegment(),
      () => reference.joinAtOnce(),
    )
    const name = `join + open ${segmentCount} segments, 2 of 3, median`
    const value = quantile(ours, 0.5)
    const [asked, batched] = [quantile(bySegment, 0.5), quantile(atOnce, 0.5)]
    return [
      row(
        name,
        'ms',
        value,
        { name: 'a capsule a segment, asked for in turn', value: asked },
        asked / value,
        20,
      ),
      row(
        name,
        'ms',
        value,
        { name: 'a capsule a segment, all in one request', value: batched },
        batched / value,
      ),
    ]
  } finally {
    await harness.stop()
  }
}

/** Tracks a second that one core of an Ursula gives access to: requests handled whole, one after the other. */
export async function benchUrsula(): Promise<BenchRow[]> {
  const ours = await requestsASecond()
  const segments = Array.from({ length: segmentCount }, () => new Uint8Array(1))
  const reference = await CapsulePerSegment.of(segments, 1, 1)
  const [proxy, request] = reference.request()
  const [theirs] = await latencies(runs, () => reference.answer(proxy, request))
  const against = { name: 'a capsule a segment, all in one request', value: 1000 / quantile(theirs, 0.5) }
  return [row('Ursula: tracks a second a core', 'tracks/s', ours, against, ours / against.value, 10)]
}

/** By the median request, with every check an Ursula makes. */
async function requestsASecond(): Promise<number> {
  const network = new MemoryNetwork()
  const harness = new AccessHarness(async () => network.peer())
  const folder = await mkdtemp(join(tmpdir(), 'busker-bench-'))
  try {
    const { keys, peer } = await harness.addUrsula()
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
    const [artist, listener] = [await harness.addUser(), await harness.addUser()]
    const track = await createSealedTrack(artist.keys)
    const { statement, treasureMap } = await artist.grants.make(
      track.label,
      listener.keys.identity.body,
      harness.terms(1, 1),
    )
    const { kit } = track.capsule
    const joining = await PolicyJoin.start(listener.keys, statement.body, treasureMap, kit)
    const asked = { statement, ...joining.requestTo(0) }
    const caller = { peer: listener.peer.id }
    const [measured] = await latencies(500, async () => handlers?.reencrypt(asked, caller))
    await ursula.stop()
    return 1000 / quantile(measured, 0.5)
  } finally {
    await harness.stop()
    await rm(folder, { recursive: true })
  }
}

/** `ratio`: how many times better ours is. */
function row(
  name: string,
  unit: string,
  ours: number,
  against: BenchRow['against'],
  ratio: number,
  least?: number,
): BenchRow {
  if (least === undefined) return { name, ours, unit, against, ratio, target: null, met: null }
  return { name, ours, unit, against, ratio, target: `≥ ${least}× better`, met: ratio >= least }
}
