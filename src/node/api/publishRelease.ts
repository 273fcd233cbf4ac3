import type { ApiHandlers, Asking } from '../../shared/api/define.ts'
import type { NodeApi, WorkView } from '../../shared/api/node.ts'
import type { UploadView } from '../../shared/api/studio.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import { inspect } from '../creator/inspect.ts'
import type { Node } from '../createNode.ts'
import { viewUpload } from './studioHandlers.ts'

type Method = ApiHandlers<NodeApi>['publishRelease']
type Progress = Parameters<Asking<{ title: string } & Pick<UploadView, 'step' | 'fraction'>>['report']>[0]
type Parts = Pick<Node, 'creator' | 'pictures' | 'catalogue' | 'access' | 'options' | 'events'>

/** Looks at the files first: a release is published whole or not begun. */
export function publishRelease(node: Parts): Method {
  return async ({ paths, price, trackPrice, ...edits }, { signal, report }) => {
    const { creator, pictures, options } = node
    const looked = await inspect(paths, { ffmpeg: options.ffmpeg, pictures, signal, report: () => undefined })
    const refused = looked.find(({ problem }) => problem !== null)
    if (refused?.problem) {
      const { code, message } = refused.problem
      throw new BuskerError(code as ErrorCode, `${refused.file}: ${message}`)
    }
    if (looked.length === 0) {
      throw new BuskerError('MEDIA_NOT_AUDIO', 'There is no audio file here that Busker takes.')
    }
    const { artistName, genre } = edits
    const said = { ...(artistName !== undefined && { artistName }), ...(genre !== undefined && { genre }) }
    const tracks = looked.map(({ file }) => ({ file, price: trackPrice, edits: said }))
    const { uploads, release } = creator.add({ tracks, release: { price, edits } })
    if (release === null) throw new Error('A release was asked for.')
    try {
      return await finished(node, [...uploads, release], release, { signal, report })
    } catch (error) {
      for (const id of [release, ...uploads]) await takeBack(node, id)
      throw error
    }
  }
}

/** Resolves when the release is announced; rejects at the first of its uploads that fails. */
async function finished(
  node: Parts,
  ids: readonly WorkId[],
  release: WorkId,
  { signal, report }: Asking<Progress>,
): Promise<WorkView> {
  const done = Promise.withResolvers<WorkView>()
  const look = (id: WorkId) => {
    const view = ids.includes(id) ? viewUpload(node, id) : undefined
    if (view === undefined) return
    const { title, step, fraction, problem, work } = view
    report({ title, step, fraction })
    if (problem !== null)
      done.reject(new BuskerError(problem.code as ErrorCode, `${title}: ${problem.message}`))
    else if (id === release && work !== null) done.resolve(work)
  }
  const stop = () => done.reject(new BuskerError('MEDIA_CANCELLED', 'Stopped before it was done.'))
  node.events.on('upload', look)
  signal.addEventListener('abort', stop, { once: true })
  try {
    ids.forEach(look)
    return await done.promise
  } finally {
    node.events.off('upload', look)
    signal.removeEventListener('abort', stop)
  }
}

/** Tracks that were announced before one failed stay on sale. */
async function takeBack({ creator }: Parts, id: WorkId): Promise<void> {
  const state = (creator.uploads.get(id) ?? creator.releases.get(id))?.state
  if (state !== undefined && state !== 'announced') await creator.cancel(id)
  await creator.dismiss(id)
}
