import { claimFolder } from '../../process/claimFolder.ts'
import { serveParent } from '../../process/serveParent.ts'
import { raidenContract } from '../messages.ts'
import { openRaidenService } from './service.ts'
import { takeQueueInBatches } from './rxjsBatches.ts'

/** The Raiden node program: one account, one network, one folder. Its parent is `RaidenNode`. */
takeQueueInBatches()
serveParent(raidenContract, async (start, emit) => {
  await claimFolder(start.dataFolder)
  return openRaidenService(start, emit)
})
