import { MemoryNetwork } from './memoryNetwork.ts'
import { testCalls } from './callsContract.ts'

testCalls('memory', async () => {
  const network = new MemoryNetwork()
  return [network.peer(), network.peer()]
})
