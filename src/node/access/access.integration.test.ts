import { afterEach } from 'vitest'
import { PeerHarness } from '../../ipfs/testing/peerHarness.ts'
import { accessContract } from './testing/accessContract.ts'

const network = new PeerHarness()
afterEach(() => network.stop())

accessContract('libp2p', (seed) => network.peer({ seed }))
