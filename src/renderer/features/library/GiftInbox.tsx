import { Link } from '@tanstack/react-router'
import { Ellipsis, Gift } from 'lucide-react'
import type { GiftView } from '../../../shared/api/gifts.ts'
import type { Address } from '../../../shared/ids.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { countText } from '../../ui/count.ts'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { ArtistMark } from '../../ui/ArtistMark.tsx'
import { Artwork } from '../../ui/Artwork.tsx'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Section } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'
import { artworkOf } from '../../ui/TrackList.tsx'
import { purchaseMessage } from '../buy/moneyText.ts'
import { DedicationText } from '../gifts/DedicationText.tsx'
import { GiverName } from '../gifts/GiverName.tsx'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import { workLink } from '../work/workLink.ts'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

/** What others have paid for, until the person takes it or not; nothing where nobody gave anything. */
export function GiftInbox() {
  const gifts = useIpcQuery('gifts', {}).data
  if (gifts === undefined || (gifts.gifts.length === 0 && gifts.givers.length === 0)) return null
  return (
    <Section
      title={
        gifts.gifts.length === 0
          ? t('library.gifts')
          : t('library.giftsForYou', { gifts: countText(gifts.gifts.length) })
      }
    >
      <ul className="flex flex-col" aria-label={t('library.giftsForYouLabel')}>
        {gifts.gifts.map((gift) => (
          <GiftRow key={gift.id} gift={gift} />
        ))}
      </ul>
      {gifts.givers.map((giver) => (
        <AcceptedGiver key={giver} giver={giver} />
      ))}
    </Section>
  )
}

function GiftRow({ gift }: { readonly gift: GiftView }) {
  const { work } = useWorkLookup()
  const accept = useIpcMutation('acceptGift')
  const decline = useIpcMutation('declineGift')
  const always = useIpcMutation('acceptGiftsFrom')
  const { id, title, giver } = gift
  const known = work(gift.label)
  const name = title ?? t('common.aWorkThatIsNot')
  const failure = [accept, decline, always].find(({ error }) => error !== null)?.error
  const isOpening = gift.state === 'accepted' || accept.isPending
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2">
      <Artwork
        {...(known === undefined ? { title: name } : artworkOf(known))}
        pixels={36}
        className="size-9"
      />
      <div className="min-w-40 flex-1">
        <p className="truncate">
          {known === undefined ? (
            <span className="font-medium">{name}</span>
          ) : (
            <Link {...workLink(known.label)} className="font-medium hover:underline">
              {name}
            </Link>
          )}
          <span className="text-text-2">
            {' '}
            {rich('library.byArtist', {
              artist: (
                <>
                  {gift.artistName ?? shortAddress(gift.seller)}{' '}
                  <ArtistMark account={gift.seller} className="inline size-[1em] align-[-0.125em]" />
                </>
              ),
            })}
          </span>
        </p>
        <p className="text-sm text-text-3">
          {rich('library.givenBy', {
            giver: <GiverName giver={giver} />,
            receivedAt: <Time at={gift.receivedAt} />,
          })}
        </p>
        <DedicationText giver={giver} note={gift.note} />
        <GiftState gift={gift} problem={failure === undefined ? purchaseMessage(gift) : messageOf(failure)} />
      </div>
      <div className="flex items-center gap-2">
        <Button
          size="small"
          variant="primary"
          icon={Gift}
          busy={isOpening && t('common.opening')}
          onClick={() => accept.mutate({ id })}
        >
          {t('library.accept')}
        </Button>
        <Button
          size="small"
          busy={decline.isPending && t('library.declining')}
          onClick={() => decline.mutate({ id })}
        >
          {t('library.decline')}
        </Button>
        <Menu
          label={t('library.moreAboutTheGift', { name })}
          entries={[
            {
              label: t('library.alwaysAcceptGiftsFromThis'),
              onSelect: () => always.mutate({ giver: giver.account, isAccepted: true }),
            },
          ]}
        >
          <IconButton label={t('common.more')} icon={Ellipsis} size="small" />
        </Menu>
      </div>
    </li>
  )
}

function GiftState({ gift, problem }: { readonly gift: GiftView; readonly problem: string | null }) {
  if (problem !== null) {
    return (
      <p role="status" className="text-sm text-warning">
        {problem}
      </p>
    )
  }
  if (gift.isVerified) return null
  return <p className="text-sm text-text-2">{t('library.itsArtistIsNotIn')}</p>
}

function AcceptedGiver({ giver }: { readonly giver: Address }) {
  const always = useIpcMutation('acceptGiftsFrom')
  return (
    <p className="mt-2 flex items-center gap-3 text-sm text-text-2">
      <span>
        {rich('library.giftsFromAreAcceptedBy', { addressLabel: <AddressLabel address={giver} /> })}
      </span>
      <Button
        size="small"
        variant="quiet"
        busy={always.isPending && t('library.notingIt')}
        onClick={() => always.mutate({ giver, isAccepted: false })}
      >
        {t('library.askMeAgain')}
      </Button>
    </p>
  )
}
