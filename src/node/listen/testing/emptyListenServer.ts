import { SoundCutter } from '../../playback/hls/exactSound.ts'
import { ListenServer } from '../listenServer.ts'
import type { ListenServerOptions } from '../listenServerOptions.ts'

/** The address that phones would use, of this machine's own network. */
export const testLanAddress = '127.0.0.2'

/** A listener server of somebody who owns nothing, on a machine whose only address for others is {@link testLanAddress}. */
export function emptyListenServer(options: Pick<ListenServerOptions, 'now'> = {}): ListenServer {
  const nothing = () => Promise.reject(new Error('Nothing is here.'))
  return new ListenServer({
    open: nothing,
    cutter: new SoundCutter('ffmpeg'),
    library: async () => [],
    join: nothing,
    artwork: nothing,
    onFailure: () => undefined,
    ownAddresses: () => [{ name: 'test', address: testLanAddress }],
    ...options,
  })
}
