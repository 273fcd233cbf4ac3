import type { UploadView } from '../../../shared/api/studio.ts'
import { publishSteps } from '../../../shared/publishSteps.ts'
import { countText } from '../../ui/count.ts'
import type { ProgressStep } from '../../ui/StepList.tsx'
import { elapsedTime } from '../../ui/time.ts'
import { momentText } from './moment.ts'
import { t } from '../../../shared/i18n/t.ts'

const labels: Readonly<Record<UploadView['step'], string>> = {
  get reading() {
    return t('studio.readingTheFile')
  },
  get encoding() {
    return t('studio.encoding')
  },
  get sealing() {
    return t('studio.sealing')
  },
  get publishing() {
    return t('studio.publishing')
  },
  get announced() {
    return t('studio.announced')
  },
}

/** An upload step by step, with what each took. @param now milliseconds since epoch */
export function uploadSteps({ state, step, fraction, steps }: UploadView, now: number): ProgressStep[] {
  const at = publishSteps.indexOf(step)
  const isOver = state === 'failed' || state === 'cancelled'
  return publishSteps.map((id, index) => {
    const label = labels[id]
    if (state === 'announced' || index < at)
      return { id, label, state: 'done', note: elapsedOf(steps, id, now) }
    if (index > at || state === 'waiting' || (isHeld(state) && id === 'publishing'))
      return { id, label, state: 'waiting' }
    if (isOver) return { id, label, state: 'failed' }
    return { id, label, state: 'running', note: `${Math.round(fraction * 100)} %` }
  })
}

/** All is done but announcing it. */
const isHeld = (state: UploadView['state']): boolean => state === 'ready' || state === 'scheduled'

/** Of the whole upload, 0 to 1. */
export function uploadFraction({ state, step, fraction }: UploadView): number {
  if (state === 'announced') return 1
  if (state === 'waiting') return 0
  if (isHeld(state)) return publishSteps.indexOf('publishing') / (publishSteps.length - 1)
  return (publishSteps.indexOf(step) + fraction) / (publishSteps.length - 1)
}

/** Where an upload is, in a few words. @param release that it waits for */
export function uploadStatus(
  { state, step, fraction, isNewEdition, publishAt, isComing }: UploadView,
  release?: UploadView,
): string {
  switch (state) {
    case 'waiting':
      return t('studio.waitingForItsTurn')
    case 'scheduled':
      return t(isComing === true ? 'studio.announcedFor' : 'studio.goesOnSaleAt', {
        time: momentText(publishAt ?? 0),
      })
    case 'ready':
      return release?.state === 'scheduled'
        ? t('studio.readyWithTheRelease')
        : t('studio.readyWaitsForTheOther')
    case 'announced':
      return isNewEdition === true ? t('studio.itsNewSoundIsOn') : t('studio.onSale')
    case 'failed':
      return t('common.stopped')
    case 'cancelled':
      return t('studio.cancelled')
    case 'running':
      return `${labels[step]}, ${Math.round(fraction * 100)} %`
  }
}

/** Nothing more happens to it by itself. */
export function hasStopped({ state }: UploadView): boolean {
  return state === 'failed' || state === 'cancelled'
}

/** Where a release is, in a few words. */
export function releaseStatus(release: UploadView, tracks: readonly UploadView[]): string {
  if (release.state !== 'waiting') return uploadStatus(release)
  const stopped = tracks.filter(hasStopped).length
  if (stopped > 0) {
    return t('studio.heldBackByTracks', { count: stopped })
  }
  const ready = tracks.filter(({ state }) => state === 'ready' || state === 'announced').length
  return t('studio.tracksReady', { count: tracks.length, ready: countText(ready) })
}

/** Of a release and all its tracks, 0 to 1. */
export function releaseFraction(tracks: readonly UploadView[]): number {
  return tracks.reduce((sum, track) => sum + uploadFraction(track), 0) / Math.max(1, tracks.length)
}

function elapsedOf(steps: UploadView['steps'], id: string, now: number): string | undefined {
  const index = steps.findIndex(({ step }) => step === id)
  const begin = steps[index]
  if (begin === undefined || id === 'announced') return undefined
  return elapsedTime((steps[index + 1]?.at ?? now) - begin.at)
}
