import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { CoverCache } from '../localFiles/coverCache.ts'
import { FileReader } from '../localFiles/fileReader.ts'
import { LocalCovers } from '../localFiles/localCovers.ts'
import { LocalFiles } from '../localFiles/localFiles.ts'
import { LocalFileStore } from '../localFiles/localFileStore.ts'
import { LocalPlayer } from '../localFiles/localPlayer.ts'
import { nodeFolder } from '../store/nodeFolder.ts'
import type { NodeBase } from './base.ts'

export interface LocalFilesParts {
  readonly localFiles: LocalFiles
  readonly localPlayer: LocalPlayer
  readonly localCovers: LocalCovers
}

export function composeLocalFiles(
  { store, events, options, logFailure }: NodeBase,
  { artworkCleaner }: { readonly artworkCleaner: ArtworkCleaner },
): LocalFilesParts {
  const { launcher, log, ffmpeg, folder } = options
  const files = new LocalFileStore(store)
  const onFailure = logFailure('localFiles')
  const reader = () => new FileReader({ launcher, onLine: (line) => log.info({ part: 'localFiles' }, line) })
  const localCovers = new LocalCovers({
    files,
    reader: reader(),
    cleaner: artworkCleaner,
    cache: new CoverCache(nodeFolder(folder).covers),
  })
  const localFiles = new LocalFiles({
    files,
    reader: reader(),
    onRemove: () => void localCovers.prune().catch(onFailure),
    ownFolder: folder,
    onChange: () => events.emit('localFiles'),
    onFailure,
  })
  return { localFiles, localCovers, localPlayer: new LocalPlayer({ localFiles, files, ffmpeg, onFailure }) }
}
