import { afterEach } from 'vitest'
import { testCalls } from './testing/callsContract.ts'
import { TestNetwork } from './testing/network.ts'

const network = new TestNetwork()
afterEach(() => network.stop())

testCalls('libp2p', () => Promise.all([network.peer(), network.peer()]))
