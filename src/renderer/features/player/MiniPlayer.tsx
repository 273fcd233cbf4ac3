import { Maximize2 } from 'lucide-react'
import { useIpcMutation } from '../../ipc/queries.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { NowPlaying } from './NowPlaying.tsx'
import { PlaybackError } from './PlaybackError.tsx'
import { PlayerSeekSlider } from './PlayerSeekSlider.tsx'
import { Transport } from './Transport.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** All of a window that is small and stays above the others. */
export function MiniPlayer() {
  const set = useIpcMutation('app.setPreferences')
  return (
    <main aria-label={t('player.miniPlayer')} className="flex h-full flex-col justify-center bg-surface-2">
      <h1 className="sr-only">{t('player.miniPlayer')}</h1>
      <div className="flex items-center gap-2 px-3">
        <NowPlaying />
        <span className="flex-1" />
        <Transport />
        <IconButton
          label={t('player.backToTheWholeWindow')}
          icon={Maximize2}
          keys="n"
          onClick={() => set.mutate({ isMiniPlayer: false })}
        />
      </div>
      <div className="flex px-3">
        <PlayerSeekSlider height={20} />
      </div>
      <PlaybackError />
    </main>
  )
}
