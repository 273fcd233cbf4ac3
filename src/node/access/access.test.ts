import { MemoryNetwork } from '../../ipfs/testing/memoryNetwork.ts'
import { testAccess } from './testing/accessSuite.ts'

const network = new MemoryNetwork()
testAccess('memory', async () => network.peer())
