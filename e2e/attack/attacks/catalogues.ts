import type { Attack } from '../attack.ts'
import { AnnouncingStranger, manySegments } from '../announcing.ts'
import { fired } from '../fired.ts'
import { outcomes } from '../outcomes.ts'

/** A manifest of almost a megabyte, the longest that is read. */
const segments = 15_600
const largeTracks = 5
const largeArtists = 4
/** Just less than a peer is waited for. */
const slowMs = 4500
const slowArtists = 16

/** Attacks with catalogues of artists whom nobody knows, on those who read them. */
export const catalogueAttacks: readonly Attack[] = [
  {
    name: 'catalogues of five megabytes',
    async run(network, signal) {
      const long = await manySegments(segments)
      const tracks = Array.from({ length: largeTracks }, () => long)
      let artists = 0
      for (; artists < largeArtists && !signal.aborted; artists += 1) {
        const stranger = await AnnouncingStranger.come(network)
        await stranger.announce([network.hub, network.listener], tracks)
      }
      await fired(signal)
      return { artists }
    },
  },
  {
    name: 'catalogues whose blocks come slowly',
    async run(network, signal) {
      let artists = 0
      for (; artists < slowArtists && !signal.aborted; artists += 1) {
        const stranger = await AnnouncingStranger.come(network, slowMs)
        await stranger.announce([network.hub, network.listener], [{}, {}, {}])
      }
      await fired(signal)
      return { artists }
    },
  },
  {
    name: 'catalogues of very many artists',
    async run(network, signal) {
      const stranger = await AnnouncingStranger.come(network)
      return outcomes(signal, 4, () => stranger.announce([network.hub, network.listener], [{}]))
    },
  },
]
