import { rm } from 'node:fs/promises'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Grants } from '../access/access.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { decodeToWav } from '../media/decodeToWav.ts'
import { bestRendition } from '../playback/bestRendition.ts'
import type { Playback } from '../playback/playback.ts'
import { toGrantView } from './viewMappers.ts'
import { requireWork } from './workViews.ts'

interface Parts {
  readonly grants: Pick<Grants, 'list' | 'revoke'>
  readonly catalogue: Pick<CatalogueService, 'work'>
  readonly playback: Pick<Playback, 'open'>
  readonly ffmpeg: string
}

/** Answers who may open what one sells, and exports what one owns. */
export function accessHandlers({
  grants,
  catalogue,
  playback,
  ffmpeg,
}: Parts): Pick<ApiHandlers<NodeApi>, 'grants' | 'revoke' | 'exportSound'> {
  return {
    grants: async () => grants.list().map(toGrantView),
    async revoke({ id }) {
      await grants.revoke(id)
      const grant = grants.list().find((each) => each.id === id)
      if (grant === undefined) throw new BuskerError('POLICY_UNKNOWN', 'There is no such policy.')
      return toGrantView(grant)
    },

    async exportSound({ label, artist, file }, { signal, report }) {
      if (artist !== undefined) requireWork(catalogue, label, artist)
      const track = await playback.open(label)
      try {
        const rendition = bestRendition(track.manifest)
        const segments = countItems(track.readAll(rendition, signal), (count) =>
          report({ fraction: Math.min(1, count / rendition.segments.length) }),
        )
        await decodeToWav(file, rendition, segments, { ffmpeg, signal })
        const { sampleCount, sampleRate, channels } = rendition
        return { samples: sampleCount, sampleRate, channels }
      } catch (error) {
        await rm(file, { force: true })
        throw error
      } finally {
        track.close()
      }
    },
  }
}

async function* countItems<T>(items: AsyncIterable<T>, onItem: (count: number) => void): AsyncGenerator<T> {
  let count = 0
  for await (const item of items) {
    yield item
    onItem(++count)
  }
}
