import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { PeerHarness, whenClosed } from '../testing/peerHarness.ts'
import type { Peer } from '../peer.ts'

// They fail where scripts/setup/patches.mjs was not applied: `npm run setup` does.
const harness = new PeerHarness()
afterEach(() => harness.stop())

const soon = { timeout: 4000 }

test('a length prefix without an end ends a connection before the handshake', soon, async () => {
  const { socket, closed } = await dial(await harness.peer())
  socket.write(new Uint8Array(16).fill(0x80))
  await expect(closed).resolves.toBeUndefined()
})

test('whoever names protocols without end is cut off before the handshake', soon, async () => {
  const { socket, closed } = await dial(await harness.peer())
  socket.write('\x13/multistream/1.0.0\n' + '\x01\n'.repeat(100))
  await expect(closed).resolves.toBeUndefined()
})

test.each(['/ipfs/id/push/1.0.0', '/libp2p/dcutr', '/busker/segments/1'])(
  'a length prefix without an end ends a stream of %s',
  soon,
  async (protocol) => {
    const peer = await harness.peer()
    const stranger = await harness.bareNode()
    const connection = await stranger.connect(peer.addresses)
    const stream = await connection.newStream(protocol)
    const ended = Promise.withResolvers<void>()
    stream.addEventListener('close', () => ended.resolve())
    stream.send(new Uint8Array(16).fill(0x80))
    await expect(ended.promise).resolves.toBeUndefined()
  },
)

async function dial(peer: Peer): Promise<{ socket: Socket; closed: Promise<void> }> {
  const socket = await harness.socket(peer.addresses[0] ?? '')
  socket.resume()
  return { socket, closed: whenClosed(socket) }
}
