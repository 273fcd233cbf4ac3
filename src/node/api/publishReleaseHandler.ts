import type { EventEmitter } from 'node:events'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { FileNotice, NodeApi } from '../../shared/api/node.ts'
import type { InspectedFile, UploadView } from '../../shared/api/studio.ts'
import { BuskerError, toErrorData } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { ReleaseType } from '../../shared/releaseTypes.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import { inspectAllBonus } from '../bonus/inspectBonus.ts'
import { inspectFiles } from '../studio/inspectFiles.ts'
import type { Studio } from '../studio/studio.ts'
import { type UploadViewParts, uploadViewOf } from './uploadViews.ts'
import { soundWarningText } from '../../shared/soundWarnings.ts'

type Methods = Pick<ApiHandlers<NodeApi>, 'publishRelease' | 'prepareRelease'>
type Input = Parameters<Methods['publishRelease']>[0] & {
  readonly publishAt?: number
  readonly isComing?: boolean | undefined
}
type Context = Parameters<Methods['publishRelease']>[1]

interface Parts extends UploadViewParts {
  readonly studio: UploadViewParts['studio'] & Pick<Studio, 'add' | 'cancel' | 'dismiss'>
  readonly artworkCleaner: Pick<ArtworkCleaner, 'clean'>
  readonly events: Pick<EventEmitter<NodeEvents>, 'on' | 'off'>
  readonly ffmpeg: string
}

/**
 * Looks at the files first: a release is published whole or not begun. What fails later holds all of it back, and what is
 * done by then is taken up when the same is asked again.
 */
export function publishReleaseHandlers(parts: Parts): Methods {
  const publish = releasePublisher(parts)
  return {
    async publishRelease(input, context) {
      const { work } = await publish(input, context)
      if (work === null) throw new Error('A release is announced, or waits for its time.')
      return work
    },
    async prepareRelease(input, context) {
      const { id, title } = await publish(input, context)
      return { id, title, publishAt: input.publishAt }
    },
  }
}

function releasePublisher(parts: Parts): (input: Input, context: Context) => Promise<UploadView> {
  const { studio, artworkCleaner, ffmpeg } = parts
  return async (
    { paths, price, orMore, trackPrice, trackOrMore, bonus: more = [], publishAt, isComing, ...edits },
    context,
  ) => {
    const { signal, report } = context
    const inspected = await inspectFiles(paths, {
      ffmpeg,
      artworkCleaner,
      signal,
      report: (file) => noticesOf(file).forEach(report),
    })
    const chosen = inspected.flatMap(({ file, bonus: found }) => (found?.isChosen === true ? [file] : []))
    const bonus = [...new Set([...chosen, ...more])]
    await inspectAllBonus(bonus)
    const files = inspected.filter(({ isLeftOut }) => !isLeftOut)
    const refused = files.find(({ problem }) => problem !== null)
    if (refused?.problem) {
      const { code, message } = refused.problem
      throw new BuskerError(code, `${refused.file}: ${message} Nothing was published.`)
    }
    if (files.length === 0) {
      throw new BuskerError('MEDIA_NOT_AUDIO', 'There is no audio file here that Busker takes.')
    }
    const {
      title: _title,
      artwork: _artwork,
      artworkCrop: _crop,
      releaseType = commonType(files),
      ...trackEdits
    } = edits
    const tracks = files.map(({ file }) => ({
      file,
      price: trackPrice,
      orMore: trackOrMore,
      edits: trackEdits,
    }))
    const { uploads, release } = studio.add({
      tracks,
      release: {
        price,
        orMore,
        publishAt,
        isComing,
        edits: { ...edits, releaseType, ...(bonus.length > 0 && { bonus }) },
      },
    })
    if (release === null) throw new Error('A release was asked for.')
    try {
      return await whenAnnounced(parts, [...uploads, release], release, { signal, report })
    } catch (error) {
      if (!signal.aborted) throw heldBack(error)
      await studio.cancel(release)
      await studio.dismiss(release)
      throw error
    }
  }
}

function noticesOf({ file, warnings, problem, isLeftOut, bonus }: InspectedFile): FileNotice[] {
  if (bonus !== undefined) return []
  if (isLeftOut) return [{ notice: 'leftOut', file, message: problem?.message ?? '' }]
  return warnings.map((warning) => ({ notice: 'warning', file, message: soundWarningText(warning) }))
}

/** What all of the files say of the release they are on; empty where they differ. */
function commonType(files: readonly InspectedFile[]): ReleaseType | '' {
  const [type = null, ...others] = new Set(files.map(({ releaseType }) => releaseType))
  return others.length === 0 ? (type ?? '') : ''
}

function heldBack(error: unknown): BuskerError {
  const { code, message } = toErrorData(error)
  return new BuskerError(
    code,
    `${message} Nothing of the release went on sale. What is done is kept: publish the same again to go on.`,
    { cause: error },
  )
}

/** Resolves when the release is announced, or waits for its time; rejects at the first of its uploads that fails. */
async function whenAnnounced(
  parts: Parts,
  ids: readonly WorkId[],
  release: WorkId,
  { signal, report }: Context,
): Promise<UploadView> {
  const done = Promise.withResolvers<UploadView>()
  const onUpload = (id: WorkId) => {
    const view = ids.includes(id) ? uploadViewOf(parts, id) : undefined
    if (view === undefined) return
    const { title, state, step, fraction, problem, work } = view
    report({ title, step, fraction })
    if (problem !== null) done.reject(new BuskerError(problem.code, `${title}: ${problem.message}`))
    else if (id === release && (work !== null || state === 'scheduled')) done.resolve(view)
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
