import type { ApiHandlers } from '../../shared/api/define.ts'
import type { storageApi } from '../../shared/api/storage.ts'
import type { AudioStorage } from '../playback/audioStorage.ts'

/** Answers what kept audio takes. */
export function storageHandlers({
  audioStorage,
}: {
  readonly audioStorage: Pick<AudioStorage, 'view' | 'setLimit'>
}): ApiHandlers<typeof storageApi> {
  return {
    audioStorage: async () => audioStorage.view(),
    setAudioLimit: ({ limit }) => audioStorage.setLimit(limit),
  }
}
