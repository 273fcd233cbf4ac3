import type { ApiHandlers, CallContext } from '../../shared/api/define.ts'
import type { NodeApi, WorkView } from '../../shared/api/node.ts'
import type { UploadView } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import { inspectFiles } from '../studio/inspectFiles.ts'
import type { BuskerNode } from '../createNode.ts'
import { uploadViewOf } from './studioHandlers.ts'

type Method = ApiHandlers<NodeApi>['publishRelease']
type Progress = Parameters<
  CallContext<{ title: string } & Pick<UploadView, 'step' | 'fraction'>>['report']
>[0]
type Parts = Pick<BuskerNode, 'studio' | 'artworkCleaner' | 'catalogue' | 'access' | 'options' | 'events'>

/** Looks at the files first: a release is published whole or not begun. */
export function publishReleaseHandler(node: Parts): Method {
  return async ({ paths, price, trackPrice, ...edits }, { signal, report }) => {
    const { studio: creator, artworkCleaner: pictures, options } = node
    const inspected = await inspectFiles(paths, {
      ffmpeg: options.ffmpeg,
      artworkCleaner: pictures,
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
    const { uploads, release } = creator.add({ tracks, release: { price, edits } })
    if (release === null) throw new Error('A release was asked for.')
    try {
      return await whenAnnounced(node, [...uploads, release], release, { signal, report })
    } catch (error) {
      for (const id of [release, ...uploads]) await rollBack(node, id)
      throw error
    }
  }
}

/** Resolves when the release is announced; rejects at the first of its uploads that fails. */
async function whenAnnounced(
  node: Parts,
  ids: readonly WorkId[],
  release: WorkId,
  { signal, report }: CallContext<Progress>,
): Promise<WorkView> {
  const done = Promise.withResolvers<WorkView>()
  const onUpload = (id: WorkId) => {
    const view = ids.includes(id) ? uploadViewOf(node, id) : undefined
    if (view === undefined) return
    const { title, step, fraction, problem, work } = view
    report({ title, step, fraction })
    if (problem !== null) done.reject(new BuskerError(problem.code, `${title}: ${problem.message}`))
    else if (id === release && work !== null) done.resolve(work)
  }
  const stop = () => done.reject(new BuskerError('MEDIA_CANCELLED', 'Stopped before it was done.'))
  node.events.on('upload', onUpload)
  signal.addEventListener('abort', stop, { once: true })
  try {
    ids.forEach(onUpload)
    return await done.promise
  } finally {
    node.events.off('upload', onUpload)
    signal.removeEventListener('abort', stop)
  }
}

/** Tracks that were announced before one failed stay on sale. */
async function rollBack({ studio: creator }: Parts, id: WorkId): Promise<void> {
  const state = (creator.uploads.get(id) ?? creator.releases.get(id))?.state
  if (state !== undefined && state !== 'announced') await creator.cancel(id)
  await creator.dismiss(id)
}
