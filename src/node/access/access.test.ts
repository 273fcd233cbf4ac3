import { MemoryNetwork } from '../../ipfs/testing/memoryNetwork.ts'
import { accessContract } from './testing/accessContract.ts'

const network = new MemoryNetwork()
accessContract('memory', async () => network.peer())
