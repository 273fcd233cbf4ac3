import { afterEach } from 'vitest'
import { callsContract } from './testing/callsContract.ts'
import { PeerHarness } from './testing/peerHarness.ts'

const network = new PeerHarness()
afterEach(() => network.stop())

callsContract('libp2p', () => Promise.all([network.peer(), network.peer()]))
