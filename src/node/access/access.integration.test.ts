import { afterEach } from 'vitest'
import { TestNetwork } from '../../ipfs/testing/network.ts'
import { testAccess } from './testing/accessSuite.ts'

const network = new TestNetwork()
afterEach(() => network.stop())

testAccess('libp2p', (seed) => network.peer({ seed }))
