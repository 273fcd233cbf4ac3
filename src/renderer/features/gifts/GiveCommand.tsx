import { BuskerError } from '../../../shared/errors.ts'
import { isFileLabel } from '../../../shared/ids.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import type { QueueTrack } from '../../playback/playerState.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { useCommands } from '../../shell/commands.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { useBuyStore } from '../buy/BuyContext.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Offers to give what plays to somebody; nothing while nothing plays that can be given. */
export function GivePlayingCommand() {
  const track = usePlayer((state) => state.track)
  if (track === null || isFileLabel(track.label)) return null
  return <GiveCommand key={track.label} track={track} />
}

function GiveCommand({ track: { label, title } }: { readonly track: QueueTrack }) {
  const client = useClient()
  const store = useBuyStore()
  const showToast = useToasts((toasts) => toasts.show)
  const give = async () => {
    const { work } = await client.ask('work', { label })
    if (work.isOwn) throw new BuskerError('ORDER_OWN_WORK', 'This is your own work: you have it already.')
    store.getState().give(work)
  }
  useCommands([
    {
      id: 'give',
      label: t('work.giveNamed', { title }),
      group: 'music',
      run: () => void give().catch((error: unknown) => showToast(messageOf(error), { tone: 'bad' })),
    },
  ])
  return null
}
