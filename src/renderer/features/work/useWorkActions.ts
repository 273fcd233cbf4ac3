import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { WorkView } from '../../../shared/api/node.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { keyOf } from '../../ipc/queries.ts'
import { usePlayerControls } from '../../playback/usePlayer.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { useBuyStore } from '../buy/BuyContext.tsx'
import { workLink } from './workLink.ts'

/** True for what can be heard whole. */
export const isHeld = ({ isOwn, isOwned }: WorkView): boolean => isOwn || isOwned

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
  /** Brings all of it onto this machine. */
  readonly download: (works: readonly WorkView[]) => void
}

export function useWorkActions(): WorkActions {
  const client = useClient()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const player = usePlayerControls()
  const buying = useBuyStore()
  const say = useToasts((toasts) => toasts.say)
  const failed = (error: unknown) => say(messageOf(error), { tone: 'bad' })

  const tracksOf = async (work: WorkView): Promise<readonly WorkView[]> => {
    if (work.kind === 'track') return [work]
    const input = { label: work.label }
    const found = await queries.fetchQuery({
      queryKey: keyOf('work', input),
      queryFn: () => client.ask('work', input),
    })
    return found.tracks
  }
  const heldTracks = async (works: readonly WorkView[]) => {
    const tracks = await Promise.all(works.filter(isHeld).map(tracksOf))
    return tracks.flat()
  }
  const withHeld = (works: readonly WorkView[], then: (tracks: readonly WorkView[]) => void) => {
    if (works.every(({ kind }) => kind === 'track')) return then(works.filter(isHeld))
    heldTracks(works).then(then, failed)
  }
  const bring = async (works: readonly WorkView[]) => {
    for (const { label } of await heldTracks(works)) await client.ask('download', { label })
    await queries.invalidateQueries({ queryKey: ['library'] })
  }

  const actions: WorkActions = {
    open: (work) => void navigate(workLink(work.label)),
    openArtist: ({ artist }) => void navigate({ to: '/artist/$address', params: { address: artist } }),

    listen(work) {
      const { track } = player.store.getState()
      if (track?.label === work.label) return player.toggle()
      if (isHeld(work)) return actions.playAll([work])
      if (work.kind === 'track') return player.playPreview(work)
      tracksOf(work).then(([first]) => {
        if (first !== undefined) player.playPreview(first)
      }, failed)
    },
    playAll(works, from) {
      withHeld(works, (tracks) => {
        const at = tracks.findIndex(({ label }) => label === from?.label)
        player.playTracks(tracks, Math.max(0, at))
      })
    },
    playNext: (works) => withHeld(works, (tracks) => player.playNext(tracks)),
    enqueue: (works) =>
      withHeld(works, (tracks) => {
        player.enqueue(tracks)
        say(tracks.length === 1 ? `“${tracks[0]?.title}” is queued.` : `${tracks.length} tracks are queued.`)
      }),
    buy: (work) => buying.getState().show(work),
    download(works) {
      const name = works.length === 1 ? `“${works[0]?.title}”` : `${works.length} works`
      say(`Downloading ${name}…`)
      bring(works).then(() => say(`${name} can be played without a network now.`, { tone: 'good' }), failed)
    },
  }
  return actions
}
