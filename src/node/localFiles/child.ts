import { serveParent } from '../../process/serveParent.ts'
import { localFilesContract } from './contract.ts'
import { readLocalCover, readLocalFile } from './readLocalFile.ts'

serveParent(localFilesContract, async () => ({
  ready: {},
  handlers: {
    read: ({ root, files }) => Promise.all(files.map((file) => readLocalFile(root, file))),
    cover: async ({ root, file }) => ({ picture: (await readLocalCover(root, file)) ?? null }),
  },
  stop: async () => undefined,
}))
