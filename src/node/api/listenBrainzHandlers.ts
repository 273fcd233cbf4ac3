import type { ApiHandlers } from '../../shared/api/define.ts'
import type { listenBrainzApi } from '../../shared/api/listenBrainz.ts'
import type { ListenBrainz } from '../plays/listenBrainz.ts'

/** Answers whom what is heard is told to. */
export function listenBrainzHandlers({
  listenBrainz,
}: {
  readonly listenBrainz: Pick<ListenBrainz, 'view' | 'connect' | 'disconnect'>
}): ApiHandlers<typeof listenBrainzApi> {
  return {
    listenBrainz: async () => listenBrainz.view(),
    connectListenBrainz: ({ token }) => listenBrainz.connect(token),
    disconnectListenBrainz: async () => listenBrainz.disconnect(),
  }
}
