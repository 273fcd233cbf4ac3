import type { ApiHandlers } from '../../shared/api/define.ts'
import type { playbackApi } from '../../shared/api/playback.ts'
import type { HlsServer } from '../playback/hls/hlsServer.ts'
import type { Playback } from '../playback/playback.ts'

interface Parts {
  readonly playback: Pick<Playback, 'play' | 'preview' | 'prefetch' | 'download'>
  readonly hlsServer: Pick<HlsServer, 'link'>
}

/** Answers what players ask. */
export function playbackHandlers({ playback, hlsServer }: Parts): ApiHandlers<typeof playbackApi> {
  return {
    play: ({ label }) => playback.play(label),
    preview: ({ label }) => playback.preview(label),
    async prefetch({ label }) {
      await playback.prefetch(label)
      return {}
    },
    async download({ label }, { signal, report }) {
      return {
        bytes: await playback.download(label, { signal, onProgress: (fraction) => report({ fraction }) }),
      }
    },
    hlsLink: ({ label }) => hlsServer.link(label),
  }
}
