import { MemoryNetwork } from './memoryNetwork.ts'
import { callsContract } from './callsContract.ts'

callsContract('memory', async () => {
  const network = new MemoryNetwork()
  return [network.peer(), network.peer()]
})
