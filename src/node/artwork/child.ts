import { serveParent } from '../../process/serveParent.ts'
import { cleanArtwork, readArtwork } from './cleanArtwork.ts'
import { artworkContract } from './contract.ts'

serveParent(artworkContract, async () => ({
  ready: {},
  handlers: {
    clean: ({ picture, bounds }) =>
      'file' in picture
        ? readArtwork(picture.file, bounds, picture.crop)
        : cleanArtwork(picture.bytes, bounds, picture.crop),
  },
  stop: async () => undefined,
}))
