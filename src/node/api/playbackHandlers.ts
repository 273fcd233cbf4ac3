import type { ApiHandlers } from '../../shared/api/define.ts'
import type { playbackApi } from '../../shared/api/playback.ts'
import type { BuskerNode } from '../createNode.ts'

/** Answers what players ask. */
export function playbackHandlers({
  playback,
  hlsServer: loopback,
}: Pick<BuskerNode, 'playback' | 'hlsServer'>): ApiHandlers<typeof playbackApi> {
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
    hlsLink: ({ label }) => loopback.link(label),
  }
}
