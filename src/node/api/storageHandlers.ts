import type { ApiHandlers } from '../../shared/api/define.ts'
import type { storageApi } from '../../shared/api/storage.ts'
import type { AudioStorage } from '../playback/audioStorage.ts'

/** Answers what kept audio takes. */
export function storageHandlers({
  audioStorage,
}: {
  readonly audioStorage: Pick<AudioStorage, 'view' | 'setLimit' | 'remove'>
}): ApiHandlers<typeof storageApi> {
  return {
    audioStorage: async () => audioStorage.view(),
    removeAudio: ({ labels }) => audioStorage.remove(labels),
    setAudioLimit: ({ limit }) => audioStorage.setLimit(limit),
  }
}
