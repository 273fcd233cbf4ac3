import { EyeOff } from 'lucide-react'
import type { Address } from '../../../shared/ids.ts'
import { useCommands } from '../../shell/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { useHideArtist } from './useHideArtist.ts'
import { t } from '../../../shared/i18n/t.ts'

interface HiddenNoticeProps {
  readonly address: Address
  readonly name: string
}

/** On a page of an artist or of a work of theirs: says that one has hidden them. The palette hides them, or shows them again. */
export function HiddenNotice({ address, name }: HiddenNoticeProps) {
  const { isHidden, hide, show } = useHideArtist()
  const artist = { address, name }
  if (!isHidden(address)) {
    return (
      <PaletteCommand
        key="hide"
        id="hideArtist"
        label={t('hidden.hideName', { name })}
        run={() => hide(artist)}
      />
    )
  }
  return (
    <div role="note" className="flex flex-wrap items-center gap-3 rounded-large bg-surface-2 p-4">
      <PaletteCommand
        key="show"
        id="showArtist"
        label={t('hidden.showName', { name })}
        run={() => show(artist)}
      />
      <EyeOff size={18} aria-hidden className="shrink-0 text-text-3" />
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">{t('hidden.artistIsHidden')}</p>
        <p className="text-text-2">{t('hidden.whatHiddenMeans')}</p>
      </div>
      <Button onClick={() => show(artist)}>{t('hidden.showAgain')}</Button>
    </div>
  )
}

/** Offers one command while it is mounted. */
function PaletteCommand(command: { readonly id: string; readonly label: string; readonly run: () => void }) {
  useCommands([{ ...command, group: 'music' }])
  return null
}
