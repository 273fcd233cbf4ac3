import { stat } from 'node:fs/promises'
import { nodeFolder } from '../../../src/node/store/nodeFolder.ts'
import { segmentsProtocol } from '../../../src/protocol/segments.ts'
import type { Attack } from '../attack.ts'

const streams = 3_000
/** What a log may grow by, bytes: a hundred lines of a kind, and some that others cause. */
const mostLogged = 500_000

/** Attacks on what a machine has of room: its log. */
export const shellAttacks: readonly Attack[] = [
  {
    name: 'streams that are opened and aborted',
    async run(network, signal) {
      const { log } = nodeFolder(network.crash.artist.folder)
      const { size: before } = await stat(log)
      const stranger = await network.stranger()
      const connection = await stranger.connect(network.artist.addresses)
      let aborted = 0
      try {
        for (; aborted < streams && !signal.aborted; aborted += 1) {
          const stream = await connection.newStream(segmentsProtocol)
          stream.abort(new Error('changed my mind'))
        }
      } catch {
        // Cut off: more than a node bears with.
      }
      const logged = (await stat(log)).size - before
      if (logged > mostLogged) throw new Error(`${aborted} aborted streams wrote ${logged} bytes of log`)
      return { 'streams aborted': aborted, 'bytes logged': logged }
    },
  },
]
