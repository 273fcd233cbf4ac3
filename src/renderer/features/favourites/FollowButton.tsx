import { UserRoundCheck, UserRoundPlus } from 'lucide-react'
import type { Address } from '../../../shared/ids.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Follows an artist, or does so no more. */
export function FollowButton({ address, name }: { readonly address: Address; readonly name: string }) {
  const following = useIpcQuery('following', {}).data
  const set = useIpcMutation('setFollowing')
  const showToast = useToasts((toasts) => toasts.show)
  if (following === undefined) return null
  const isFollowed = following.artists.some((artist) => artist.address === address)
  const toggle = () =>
    set.mutate(
      { address, isFollowed: !isFollowed },
      {
        onSuccess: () =>
          showToast(
            isFollowed
              ? t('favourites.youFollowNoMore', { name })
              : t('favourites.youWillHearOfWhat', { name }),
          ),
        onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
      },
    )
  return (
    <Button size="large" icon={isFollowed ? UserRoundCheck : UserRoundPlus} onClick={toggle}>
      {isFollowed ? t('favourites.followed') : t('favourites.follow')}
      <span className="sr-only"> {name}</span>
    </Button>
  )
}
