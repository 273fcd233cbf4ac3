import { once } from 'node:events'
import * as dagCbor from '@ipld/dag-cbor'
import type { IdentifyResult, Stream } from '@libp2p/interface'
import fc from 'fast-check'
import { frameOf } from '../../../src/ipfs/testing/frameOf.ts'
import { catalogueProtocol } from '../../../src/protocol/catalogue.ts'
import { channelsProtocol } from '../../../src/protocol/channels.ts'
import { hubProtocol } from '../../../src/protocol/hub.ts'
import { mailboxProtocol } from '../../../src/protocol/mailbox.ts'
import { purchaseProtocol } from '../../../src/protocol/purchase.ts'
import { towerProtocol } from '../../../src/protocol/tower.ts'
import type { Attack, Figures } from '../attack.ts'
import type { AttackNetwork, Target } from '../attackNetwork.ts'
import { answered, sendTo } from '../sendTo.ts'

const atOnce = 8
/** Half of what is sent is never answered. */
const patienceMs = 100
const batch = 50
const longest = 16 * 1024

const operations = [
  hubProtocol,
  catalogueProtocol,
  channelsProtocol,
  mailboxProtocol,
  purchaseProtocol,
  towerProtocol,
].flatMap((protocol) => Object.keys(protocol.operations))

/** Anything that DAG-CBOR can say. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.uint8Array({ maxLength: 512 }),
    fc.constantFrom(null, true, false),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
  ),
}))

const request = fc
  .record({
    v: fc.constantFrom(1, 0, 2),
    op: fc.oneof(fc.constantFrom(...operations), fc.string()),
    body: value,
  })
  .map((envelope) => dagCbor.encode(envelope))

/** What is sent on one stream: a request that is well-formed, damaged or cut off, or no request at all. */
const message = fc.oneof(
  fc.uint8Array({ maxLength: longest }),
  fc.uint8Array({ maxLength: longest }).map(frameOf),
  request.map(frameOf),
  fc.tuple(request, fc.nat(), fc.nat(255)).map(([bytes, at, byte]) => {
    const damaged = Uint8Array.from(bytes)
    damaged[at % damaged.length] = byte
    return frameOf(damaged)
  }),
  fc.tuple(request, fc.nat()).map(([bytes, end]) => frameOf(bytes).subarray(0, end % bytes.length)),
)

/** Attacks with whatever bytes there are, on every protocol that somebody speaks. */
export const randomBytesAttacks: readonly Attack[] = [
  {
    name: 'random bytes on every protocol',
    async run(network, signal) {
      const seed = Date.now() % 2 ** 31
      const targets = [network.hub, network.artist, network.listener]
      const counts = await Promise.all(targets.map((target) => fuzz(network, target, seed, signal)))
      const [hub = 0, artist = 0, listener = 0] = counts
      return {
        seed,
        'streams to the hub': hub,
        'to the artist': artist,
        'to the listener': listener,
      } satisfies Figures
    },
  },
]

/** @returns how many streams were written to */
async function fuzz(
  network: AttackNetwork,
  target: Target,
  seed: number,
  signal: AbortSignal,
): Promise<number> {
  const stranger = await network.stranger()
  const identified = once(stranger.libp2p, 'peer:identify')
  await stranger.connect(target.addresses)
  const [{ detail }] = await identified
  const spoken = (detail as IdentifyResult).protocols
  let streams = 0
  const sendAll = async (messages: Iterator<readonly [string, Uint8Array]>) => {
    for (let next = messages.next(); next.done !== true && !signal.aborted; next = messages.next()) {
      const [protocol, bytes] = next.value
      // Whoever sends nonsense is cut off now and then, and comes back.
      const connection = await stranger.connect(target.addresses).catch(() => undefined)
      const stream = await connection?.newStream(protocol).catch(() => undefined)
      if (stream === undefined) continue
      streams += 1
      await send(stream, bytes, signal).catch(() => undefined)
    }
  }
  for (let round = 0; !signal.aborted; round += 1) {
    const sample = fc.sample(fc.tuple(fc.constantFrom(...spoken), message), {
      numRuns: batch,
      seed: seed + round,
    })
    const messages = sample.values()
    await Promise.all(Array.from({ length: atOnce }, () => sendAll(messages)))
  }
  return streams
}

/** Resolves when it was answered, when the stream closed, or when nothing comes. */
async function send(stream: Stream, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  const answer = answered(stream, AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]))
  try {
    if (!sendTo(stream, bytes)) return
    await stream.close()
    await answer
  } finally {
    stream.abort(new Error('The next one.'))
  }
}
