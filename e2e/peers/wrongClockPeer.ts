// A peer on a machine with a wrong clock: dials an address, and ends well if somebody is reached.
// Arguments: how wrong, ms; a folder; a multiaddr.
import { randomBytes } from 'node:crypto'
import { skewClock } from '../../harness/wrongClock/skewClock.ts'

const [skew = '', folder = '', address = ''] = process.argv.slice(2)
skewClock(Number(skew))
const { createPeer } = await import('../../src/ipfs/createPeer.ts')
const peer = await createPeer({ seed: randomBytes(32), folder })
await peer.start()
try {
  await peer.connect([address])
} finally {
  await peer.stop()
}
