import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lpStream } from '@libp2p/utils'
import { multiaddr } from '@multiformats/multiaddr'
import { CID } from 'multiformats/cid'
import { createPeer } from '../src/ipfs/createPeer.ts'
import { BareLibp2pNode } from '../src/ipfs/testing/bareLibp2pNode.ts'
import { type BenchRow, quantile } from './row.ts'
import { rawProtocol, type SellerReady } from './segmentsMessages.ts'

const segments = 40
const size = 150_000

/**
 * A track of 40 segments of 150 KB from a peer in another process, none of them here before: ours verifies each and
 * then writes it to disk, in a time of its own; a raw libp2p stream and plain TCP only carry as many bytes. The three
 * take turns.
 *
 * @param runs of each; every run fetches another track
 */
export async function benchSegments(runs = 30): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-bench-'))
  const warmUps = 3
  const args = [join(folder, 'seller'), String(runs + warmUps), String(segments), String(size)]
  const child = fork(new URL('segmentsSeller.ts', import.meta.url), args)
  const buyer = await createPeer({ seed: randomBytes(32), folder: join(folder, 'buyer') })
  const bareNode = await BareLibp2pNode.start()
  const [ours, kept, raw, tcp]: number[][] = [[], [], [], []]
  try {
    const [seller] = (await once(child, 'message')) as [SellerReady]
    await buyer.start()
    const from = [await buyer.connect(seller.peer)]
    await bareNode.libp2p.dial(seller.raw.map((address) => multiaddr(address)))
    for (const [run, cids] of seller.cids.entries()) {
      const wanted = cids.map((cid) => CID.parse(cid))
      const fetched = await timed(async () => {
        for await (const block of buyer.blocks.getMany(wanted, { from })) void block
      })
      const times = [
        fetched,
        fetched + (await timed(() => buyer.blocks.flush())),
        await timed(() => readRaw(bareNode, seller.raw[0] ?? '')),
        await timed(() => readTcp(seller.port)),
      ] as const
      if (run < warmUps) continue
      ours?.push(times[0])
      kept?.push(times[1])
      raw?.push(times[2])
      tcp?.push(times[3])
    }
  } finally {
    child.disconnect()
    await Promise.all([buyer.stop(), bareNode.stop(), once(child, 'exit')])
    await rm(folder, { recursive: true, force: true })
  }
  const name = '40 segments (6 MB) from a peer in another process, median'
  const value = quantile(ours ?? [], 0.5)
  const rawValue = quantile(raw ?? [], 0.5)
  const keptValue = quantile(kept ?? [], 0.5)
  const tcpValue = quantile(tcp ?? [], 0.5)
  return [
    {
      name,
      ours: value,
      unit: 'ms',
      against: { name: 'raw libp2p stream', value: rawValue },
      ratio: value / rawValue,
      target: '≤ 2×',
      met: value <= 2 * rawValue,
    },
    {
      name: '40 segments, until all are on disk, median',
      ours: keptValue,
      unit: 'ms',
      against: { name: 'raw libp2p stream', value: rawValue },
      ratio: keptValue / rawValue,
      target: null,
      met: null,
    },
    {
      name,
      ours: value,
      unit: 'ms',
      against: { name: 'plain TCP', value: tcpValue },
      ratio: value / tcpValue,
      target: null,
      met: null,
    },
  ]
}

async function readRaw(bareNode: BareLibp2pNode, address: string): Promise<void> {
  const stream = await bareNode.libp2p.dialProtocol(multiaddr(address), rawProtocol)
  const frames = lpStream(stream, { maxBufferSize: 32 * 1024 * 1024 })
  await frames.write(new Uint8Array(1))
  for (let left = segments; left > 0; left--) (await frames.read()).subarray()
  await stream.close()
}

async function readTcp(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1', () => socket.write('x'))
  for await (const part of socket) void part
}

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}
