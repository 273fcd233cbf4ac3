import { useIpcQuery } from '../../ipc/queries.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { useBuyStore } from './BuyContext.tsx'
import type { Buying, Greeting } from './buyStore.ts'
import { NameAndNote } from './NameAndNote.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** What is said to the artist: as it was written, or as the last time. */
export function useGreeting({ greeting }: Buying): Greeting {
  const last = useIpcQuery('lastGreeting', {}).data
  return greeting ?? { name: last?.name ?? '', note: '', wantsThanks: last?.wantsThanks ?? true }
}

interface GreetingFieldsProps {
  readonly greeting: Greeting
  readonly artistName: string
}

/** Who one is and a note, where one wants to say so. */
export function GreetingFields({ greeting, artistName }: GreetingFieldsProps) {
  const store = useBuyStore()
  const set = (change: Partial<Greeting>) => store.getState().setGreeting({ ...greeting, ...change })
  return (
    <Disclosure label={t('buy.sayWhoYouAre')}>
      <div className="flex flex-col gap-3">
        <NameAndNote
          nameLabel={t('buy.yourName')}
          nameHint={t('buy.onlyTheArtistReadsIt', { artist: artistName })}
          noteLabel={t('buy.aNote')}
          written={greeting}
          onChange={set}
        />
        <Checkbox
          label={t('buy.mayWriteBack', { artist: artistName })}
          isChecked={greeting.wantsThanks}
          onChange={(wantsThanks) => set({ wantsThanks })}
        />
      </div>
    </Disclosure>
  )
}

/** Follows the artist with the purchase; nothing where they are followed already. */
export function FollowField({
  buying,
  artistName,
}: {
  readonly buying: Buying
  readonly artistName: string
}) {
  const store = useBuyStore()
  const { work, follows } = buying
  const following = useIpcQuery('following', {}).data
  if (following === undefined || following.artists.some(({ address }) => address === work.artist)) return null
  return (
    <Checkbox
      label={t('buy.tellMeOfNewReleases', { artist: artistName })}
      isChecked={follows}
      onChange={(isChecked) => store.getState().setFollows(isChecked)}
    />
  )
}
