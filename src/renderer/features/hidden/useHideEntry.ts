import { Eye, EyeOff } from 'lucide-react'
import type { WorkView } from '../../../shared/api/node.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { useHideArtist } from './useHideArtist.ts'
import { t } from '../../../shared/i18n/t.ts'

/** The entry of a work's menu that hides its artist, or shows them again. */
export function useHideEntry(): (work: WorkView) => MenuEntry {
  const { isHidden, hide, show } = useHideArtist()
  return ({ artist: address, artistName: name }) =>
    isHidden(address)
      ? { label: t('hidden.showTheArtist'), icon: Eye, onSelect: () => show({ address, name }) }
      : { label: t('hidden.hideTheArtist'), icon: EyeOff, onSelect: () => hide({ address, name }) }
}
