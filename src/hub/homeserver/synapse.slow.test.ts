import { SynapseProcess } from '../testing/synapseProcess.ts'
import { homeserverContract } from './testing/homeserverContract.ts'

homeserverContract('Synapse', async () => {
  const synapse = await SynapseProcess.open()
  return { url: synapse.url, restart: () => synapse.restart(), stop: () => synapse.remove() }
})
