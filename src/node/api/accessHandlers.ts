import { rm } from 'node:fs/promises'
import { ownedKey } from '../access/ownedKey.ts'
import type { Rendition, TrackManifest } from '../../protocol/manifest.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Node } from '../createNode.ts'
import { decodeToWav } from '../media/decodeToWav.ts'
import { openRendition } from '../playback/openRendition.ts'
import { workOf } from './catalogueHandlers.ts'
import { viewGrant } from './views.ts'

type Methods = Pick<ApiHandlers<NodeApi>, 'grants' | 'revoke' | 'exportSound'>

export function accessHandlers(node: Node): Methods {
  const { grants, catalogue, access } = node
  return {
    grants: async () => grants.list().map(viewGrant),
    async revoke({ id }) {
      await grants.revoke(id)
      const grant = grants.list().find((each) => each.id === id)
      if (grant === undefined) throw new BuskerError('POLICY_UNKNOWN', 'There is no such policy.')
      return viewGrant(grant)
    },

    async exportSound({ label, artist, file }, { signal, report }) {
      const work = workOf(node, label, artist)
      const from = catalogue.artist(work.artist)?.peer
      const manifest = await catalogue.fetchManifest(
        work.kind,
        work.manifest,
        from === undefined ? [] : [from],
      )
      if (manifest.kind !== 'track') {
        throw new BuskerError('PLAYBACK_NOT_A_TRACK', 'This is a release: play one of its tracks.')
      }
      const rendition = best(manifest.body)
      const segments = counted(
        openRendition({
          manifest: manifest.body,
          rendition,
          contentKey: keyOf(manifest.body, access),
          blocks: node.peer.blocks,
          from: sources(node, from),
          signal,
        }),
        (count) => report({ fraction: Math.min(1, count / rendition.segments.length) }),
      )
      try {
        await decodeToWav(file, rendition, segments, { ffmpeg: node.options.ffmpeg, signal })
      } catch (error) {
        await rm(file, { force: true })
        throw error
      }
      return {
        samples: rendition.sampleCount,
        sampleRate: rendition.sampleRate,
        channels: rendition.channels,
      }
    },
  }
}

/** @throws BuskerError `PLAYBACK_NOT_OWNED` */
function keyOf(track: TrackManifest, access: Node['access']) {
  const key = ownedKey(access, track)
  if (key !== undefined) return key
  throw new BuskerError('PLAYBACK_NOT_OWNED', 'You do not own this track yet. Buy it first.')
}

/** Lossless where there is one. */
function best({ renditions }: TrackManifest): Rendition {
  const rendition = renditions.find(({ codec }) => codec === 'flac') ?? renditions[0]
  if (rendition === undefined) throw new Error('A manifest without renditions was accepted.')
  return rendition
}

function sources(node: Node, artist: PeerIdText | undefined): PeerIdText[] {
  const hub = node.options.network.hub.peers.flatMap((address) => address.split('/p2p/').at(-1) ?? [])
  return [...(artist === undefined ? [] : [artist]), ...(hub as PeerIdText[])]
}

async function* counted<T>(items: AsyncIterable<T>, onItem: (count: number) => void): AsyncGenerator<T> {
  let count = 0
  for await (const item of items) {
    yield item
    onItem(++count)
  }
}
