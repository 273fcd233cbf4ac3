import { lockFolder } from '../../process/folderLock.ts'
import { serveParent } from '../../process/serveParent.ts'
import { raidenContract } from '../raidenContract.ts'
import { openRaidenService } from './raidenService.ts'
import { batchRxjsQueue } from './batchRxjsQueue.ts'

/** The Raiden node program: one account, one network, one folder. Its parent is `RaidenNode`. */
batchRxjsQueue()
serveParent(raidenContract, async (start, emit) => {
  await lockFolder(start.dataFolder, { leftovers: 'end' })
  return openRaidenService(start, emit)
})
