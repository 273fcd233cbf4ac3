import { EyeOff } from 'lucide-react'
import type { Address } from '../../../shared/ids.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useHideArtist } from './useHideArtist.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Hides an artist; nothing where they are hidden already. */
export function HideArtistButton(artist: { readonly address: Address; readonly name: string }) {
  const { isHidden, hide } = useHideArtist()
  if (isHidden(artist.address)) return null
  return (
    <IconButton
      label={t('hidden.hideTheArtist')}
      icon={EyeOff}
      size="large"
      onClick={() => hide({ address: artist.address, name: artist.name })}
    />
  )
}
