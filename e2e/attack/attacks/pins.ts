import { AnnouncingStranger, manySegments } from '../announcing.ts'
import type { Attack } from '../attack.ts'
import { outcomes } from '../outcomes.ts'

/** Together what a hub lists of an artist without a channel, and more. */
const segments = 1000
const tracks = 24

/** Attacks on what a hub keeps for artists. */
export const pinAttacks: readonly Attack[] = [
  {
    name: 'manifests of blocks that nobody has',
    async run(network, signal) {
      const long = await Promise.all(Array.from({ length: tracks }, () => manySegments(segments)))
      const counts = await outcomes(signal, 1, async () => {
        const stranger = await AnnouncingStranger.come(network)
        return stranger.announce([network.hub], long)
      })
      return { ...counts, 'blocks promised by each': tracks * segments }
    },
  },
]
