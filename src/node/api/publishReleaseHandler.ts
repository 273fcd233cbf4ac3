import type { EventEmitter } from 'node:events'
import type { ApiHandlers, CallContext } from '../../shared/api/define.ts'
import type { NodeApi, WorkView } from '../../shared/api/node.ts'
import type { UploadView } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import { inspectFiles } from '../studio/inspectFiles.ts'
import type { Studio } from '../studio/studio.ts'
import { type UploadViewParts, uploadViewOf } from './uploadViews.ts'

type Method = ApiHandlers<NodeApi>['publishRelease']
type Progress = Parameters<
  CallContext<{ title: string } & Pick<UploadView, 'step' | 'fraction'>>['report']
>[0]

interface Parts extends UploadViewParts {
  readonly studio: UploadViewParts['studio'] & Pick<Studio, 'add' | 'cancel' | 'dismiss'>
  readonly artworkCleaner: Pick<ArtworkCleaner, 'clean'>
  readonly events: Pick<EventEmitter<NodeEvents>, 'on' | 'off'>
  readonly ffmpeg: string
}

/** Looks at the files first: a release is published whole or not begun. */
export function publishReleaseHandler(parts: Parts): Method {
  const { studio, artworkCleaner, ffmpeg } = parts
  return async ({ paths, price, trackPrice, ...edits }, { signal, report }) => {
    const inspected = await inspectFiles(paths, {
      ffmpeg,
      artworkCleaner,
      signal,
      report: () => undefined,
    })
    const refused = inspected.find(({ problem }) => problem !== null)
    if (refused?.problem) {
      const { code, message } = refused.problem
      throw new BuskerError(code, `${refused.file}: ${message}`)
    }
    if (inspected.length === 0) {
      throw new BuskerError('MEDIA_NOT_AUDIO', 'There is no audio file here that Busker takes.')
    }
    const { artistName, genre } = edits
    const trackEdits = {
      ...(artistName !== undefined && { artistName }),
      ...(genre !== undefined && { genre }),
    }
    const tracks = inspected.map(({ file }) => ({ file, price: trackPrice, edits: trackEdits }))
    const { uploads, release } = studio.add({ tracks, release: { price, edits } })
    if (release === null) throw new Error('A release was asked for.')
    try {
      return await whenAnnounced(parts, [...uploads, release], release, { signal, report })
    } catch (error) {
      for (const id of [release, ...uploads]) await rollBack(studio, id)
      throw error
    }
  }
}

/** Resolves when the release is announced; rejects at the first of its uploads that fails. */
async function whenAnnounced(
  parts: Parts,
  ids: readonly WorkId[],
  release: WorkId,
  { signal, report }: CallContext<Progress>,
): Promise<WorkView> {
  const done = Promise.withResolvers<WorkView>()
  const onUpload = (id: WorkId) => {
    const view = ids.includes(id) ? uploadViewOf(parts, id) : undefined
    if (view === undefined) return
    const { title, step, fraction, problem, work } = view
    report({ title, step, fraction })
    if (problem !== null) done.reject(new BuskerError(problem.code, `${title}: ${problem.message}`))
    else if (id === release && work !== null) done.resolve(work)
  }
  const stop = () => done.reject(new BuskerError('MEDIA_CANCELLED', 'Stopped before it was done.'))
  parts.events.on('upload', onUpload)
  signal.addEventListener('abort', stop, { once: true })
  try {
    ids.forEach(onUpload)
    return await done.promise
  } finally {
    parts.events.off('upload', onUpload)
    signal.removeEventListener('abort', stop)
  }
}

/** Tracks that were announced before one failed stay on sale. */
async function rollBack(studio: Parts['studio'], id: WorkId): Promise<void> {
  const state = (studio.uploads.get(id) ?? studio.releases.get(id))?.state
  if (state !== undefined && state !== 'announced') await studio.cancel(id)
  await studio.dismiss(id)
}
