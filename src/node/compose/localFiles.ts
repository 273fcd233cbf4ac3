import { FileReader } from '../localFiles/fileReader.ts'
import { LocalFiles } from '../localFiles/localFiles.ts'
import { LocalFileStore } from '../localFiles/localFileStore.ts'
import { LocalPlayer } from '../localFiles/localPlayer.ts'
import type { NodeBase } from './base.ts'

export interface LocalFilesParts {
  readonly localFiles: LocalFiles
  readonly localPlayer: LocalPlayer
}

export function composeLocalFiles({ store, events, options, logFailure }: NodeBase): LocalFilesParts {
  const { launcher, log, ffmpeg, folder } = options
  const files = new LocalFileStore(store)
  const onFailure = logFailure('localFiles')
  const localFiles = new LocalFiles({
    files,
    reader: new FileReader({ launcher, onLine: (line) => log.info({ part: 'localFiles' }, line) }),
    ownFolder: folder,
    onChange: () => events.emit('localFiles'),
    onFailure,
  })
  return { localFiles, localPlayer: new LocalPlayer({ localFiles, files, ffmpeg, onFailure }) }
}
