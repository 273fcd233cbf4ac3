import type { Address } from '../../../shared/ids.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

interface Artist {
  readonly address: Address
  /** As a person reads it. */
  readonly name: string
}

interface Hiding {
  /** False until it is known. */
  readonly isHidden: (address: Address) => boolean
  /** Hides an artist; the message that says so takes it back. */
  readonly hide: (artist: Artist) => void
  readonly show: (artist: Artist) => void
}

/** Hides artists for oneself, and shows them again. */
export function useHideArtist(): Hiding {
  const hidden = useIpcQuery('hiddenArtists', {}).data ?? []
  const set = useIpcMutation('setHidden')
  const showToast = useToasts((toasts) => toasts.show)
  const change = ({ address, name }: Artist, isHidden: boolean, onUndo?: () => void) =>
    set.mutate(
      { address, isHidden },
      {
        onSuccess: () =>
          showToast(
            isHidden ? t('hidden.isHidden', { name }) : t('hidden.isShownAgain', { name }),
            onUndo && { action: { label: t('common.undo'), onPress: onUndo } },
          ),
        onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
      },
    )
  const show = (artist: Artist) => change(artist, false)
  return {
    isHidden: (address) => hidden.some((one) => one.address === address),
    hide: (artist) => change(artist, true, () => show(artist)),
    show,
  }
}
