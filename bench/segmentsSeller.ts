// The other process of bench/segments.ts: it has the tracks, and gives them out in three ways.
import { randomBytes } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import { lpStream } from '@libp2p/utils'
import { createPeer } from '../src/ipfs/createPeer.ts'
import { BareLibp2pNode } from '../src/ipfs/testing/bareLibp2pNode.ts'
import { rawProtocol, type SellerReady } from './segmentsMessages.ts'

const [folder = '', tracks = '30', segments = '40', size = '150000'] = process.argv.slice(2)
const track = Array.from({ length: Number(segments) }, () => new Uint8Array(randomBytes(Number(size))))

const peer = await createPeer({ seed: randomBytes(32), folder })
await peer.start()
const cids: string[][] = []
for (let made = 0; made < Number(tracks); made++) {
  const blocks = track.map(() => peer.blocks.put(new Uint8Array(randomBytes(Number(size))), 'raw'))
  cids.push((await Promise.all(blocks)).map(String))
}

const bareNode = await BareLibp2pNode.start()
await bareNode.libp2p.handle(rawProtocol, async (stream) => {
  const frames = lpStream(stream)
  await frames.read()
  for (const bytes of track) await frames.write(bytes)
  await stream.close()
})

const server = createServer((socket) => {
  socket.once('data', () => socket.end(Buffer.concat(track)))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

process.once('disconnect', () => process.exit())
const port = (server.address() as AddressInfo).port
process.send?.({ peer: [...peer.addresses], raw: bareNode.addresses, port, cids } satisfies SellerReady)
