import { serveParent } from '../../process/serveParent.ts'
import { localFilesContract } from './contract.ts'
import { readLocalFile } from './readLocalFile.ts'

serveParent(localFilesContract, async () => ({
  ready: {},
  handlers: { read: ({ root, files }) => Promise.all(files.map((file) => readLocalFile(root, file))) },
  stop: async () => undefined,
}))
