import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { WorkView } from '../../../shared/api/node.ts'
import type { Label } from '../../../shared/ids.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { queryKeyOf } from '../../ipc/queries.ts'
import { usePlayerControls } from '../../playback/usePlayer.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { useBuyStore } from '../buy/BuyContext.tsx'
import { useDownloadStore } from '../files/downloadStore.ts'
import { useDownload } from './useDownload.ts'
import { nameOfWorks } from './nameOfWorks.ts'
import { workLink } from './workLink.ts'
import { t } from '../../../shared/i18n/t.ts'

/** True for what can be heard whole. */
export const canPlayInFull = ({ isOwn, isOwned }: WorkView): boolean => isOwn || isOwned

/** What can be done with works, wherever they are listed. */
export interface WorkActions {
  /** Opens the work's own page. */
  readonly open: (work: WorkView) => void
  readonly openArtist: (work: WorkView) => void
  /** Plays what one holds; of anything else the preview. Pressed for what plays already: pauses it, or goes on. */
  readonly listen: (work: WorkView) => void
  /** Plays the tracks held among `works`, from one of them on. */
  readonly playAll: (works: readonly WorkView[], from?: WorkView) => void
  readonly playNext: (works: readonly WorkView[]) => void
  readonly enqueue: (works: readonly WorkView[]) => void
  readonly buy: (work: WorkView) => void
  /** Brings all of it onto this machine, to be played without a network. */
  readonly keep: (works: readonly WorkView[]) => void
  /** Asks in which format they are wanted as files. */
  readonly downloadFiles: (works: readonly WorkView[]) => void
}

export function useWorkActions(): WorkActions {
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const player = usePlayerControls()
  const buying = useBuyStore()
  const showToast = useToasts((toasts) => toasts.show)
  const download = useDownload()
  const showError = (error: unknown) => showToast(messageOf(error), { tone: 'bad' })

  const detailOf = (label: Label) =>
    queries.fetchQuery({
      queryKey: queryKeyOf('work', { label }),
      queryFn: () => client.ask('work', { label }),
    })
  const tracksOf = async (work: WorkView): Promise<readonly WorkView[]> => {
    if (work.kind === 'track') return [work]
    return (await detailOf(work.label)).tracks
  }
  const playableTracks = async (works: readonly WorkView[]) => {
    const tracks = await Promise.all(works.filter(canPlayInFull).map(tracksOf))
    return tracks.flat()
  }
  const withPlayableTracks = (works: readonly WorkView[], then: (tracks: readonly WorkView[]) => void) => {
    if (works.every(({ kind }) => kind === 'track')) return then(works.filter(canPlayInFull))
    playableTracks(works).then(then, showError)
  }
  const downloadAll = async (works: readonly WorkView[]) => {
    for (const { label } of await playableTracks(works)) await download(label)
    for (const { kind, label } of works) {
      if (kind !== 'release') continue
      const { bonus } = await detailOf(label)
      if (bonus.length > 0) await download(label)
    }
  }

  const actions: WorkActions = {
    open: (work) => void navigate(workLink(work.label)),
    openArtist: ({ artist }) => void navigate({ to: '/artist/$address', params: { address: artist } }),

    listen(work) {
      const { track } = player.store.getState()
      if (track?.label === work.label) return player.toggle()
      if (canPlayInFull(work)) return actions.playAll([work])
      if (work.kind === 'track') return player.playPreview(work)
      tracksOf(work).then(([first]) => {
        if (first !== undefined) player.playPreview(first)
      }, showError)
    },
    playAll(works, from) {
      withPlayableTracks(works, (tracks) => {
        const at = tracks.findIndex(({ label }) => label === from?.label)
        player.playTracks(tracks, Math.max(0, at))
      })
    },
    playNext: (works) => withPlayableTracks(works, (tracks) => player.playNext(tracks)),
    enqueue: (works) =>
      withPlayableTracks(works, (tracks) => {
        player.enqueue(tracks)
        showToast(
          tracks.length === 1
            ? t('work.isQueued', { title: tracks[0]?.title ?? '' })
            : t('work.tracksQueued', { count: tracks.length }),
        )
      }),
    buy: (work) => buying.getState().show(work),
    downloadFiles: (works) => useDownloadStore.getState().ask(works.filter(canPlayInFull)),
    keep(works) {
      const name = nameOfWorks(works)
      showToast(t('work.downloadingName', { name }))
      downloadAll(works).then(
        () => showToast(t('work.canBePlayedWithoutA', { name }), { tone: 'good' }),
        showError,
      )
    },
  }
  return actions
}
