import { serveParent } from '../../process/serveParent.ts'
import { cleanArtwork, readArtwork } from './cleanArtwork.ts'
import { artworkContract } from './contract.ts'

serveParent(artworkContract, async () => ({
  ready: {},
  handlers: {
    clean: ({ picture, bounds }) =>
      'file' in picture ? readArtwork(picture.file, bounds) : cleanArtwork(picture.bytes, bounds),
  },
  stop: async () => undefined,
}))
