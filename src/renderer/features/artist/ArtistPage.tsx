import { Link, useParams } from '@tanstack/react-router'
import { Disc3, Play } from 'lucide-react'
import type { ArtistView as Artist } from '../../../shared/api/catalogue.ts'
import { artistDeepLink } from '../../../shared/deepLinks.ts'
import { type Address, address as addressSchema, subjectOfArtist } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { NotFoundPage } from '../../shell/NotFoundPage.tsx'
import { artworkUrl } from '../../ui/artworkUrl.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure, DescriptionList } from '../../ui/Disclosure.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { Time } from '../../ui/Time.tsx'
import { FollowButton } from '../favourites/FollowButton.tsx'
import { HiddenNotice } from '../hidden/HiddenNotice.tsx'
import { HideArtistButton } from '../hidden/HideArtistButton.tsx'
import { useHideArtist } from '../hidden/useHideArtist.ts'
import { Recommended } from '../recommends/Recommended.tsx'
import { HubBlockNotice } from '../report/HubBlockNotice.tsx'
import { ReportButton } from '../report/ReportButton.tsx'
import { ComingGrid } from '../reservations/ComingGrid.tsx'
import { ShareButtons } from '../share/ShareButtons.tsx'
import { DetailBody } from '../work/DetailHeader.tsx'
import { DetailSkeleton } from '../work/DetailSkeleton.tsx'
import { canPlayInFull, useWorkActions } from '../work/useWorkActions.ts'
import { WorkGrid } from '../work/WorkCard.tsx'
import { WorkList } from '../work/WorkList.tsx'
import { TipButton } from './TipButton.tsx'
import { ArtistHeader } from './ArtistHeader.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Everything by one artist. */
export function ArtistPage() {
  const address = addressSchema.safeParse(useParams({ from: '/artist/$address' }).address)
  return address.success ? <ArtistLoader key={address.data} address={address.data} /> : <NotFoundPage />
}

function ArtistLoader({ address }: { readonly address: Address }) {
  const { data, error, refetch } = useIpcQuery('artist', { address })
  if (data !== undefined) return <ArtistContent artist={data} />
  if (error === null) return <DetailSkeleton label={t('artist.loadingTheArtist')} isRound />
  return (
    <div className="mx-auto max-w-3xl p-6">
      <h1 className="sr-only">{t('artist.anArtist')}</h1>
      <ErrorState title={t('artist.thisArtistCouldNotBe')} error={error} onRetry={() => void refetch()} />
    </div>
  )
}

function ArtistContent({ artist }: { readonly artist: Artist }) {
  const { address, name, header, works, changedAt } = artist
  const picture = artist.picture ?? works.find(({ artwork }) => artwork !== null)?.artwork ?? null
  const isSelf = useIpcQuery('status', {}).data?.account === address
  const { isHidden } = useHideArtist()
  const coming = useIpcQuery('comingOf', { address }).data ?? []
  const actions = useWorkActions()
  const releases = works.filter(({ kind }) => kind === 'release')
  const tracks = works.filter(({ kind }) => kind === 'track')
  const held = tracks.filter(canPlayInFull)
  const [first] = tracks
  const play = () => {
    if (held.length > 0) actions.playAll(held)
    else if (first !== undefined) actions.listen(first)
  }
  return (
    <article>
      <ArtistHeader
        {...artist}
        picture={picture === null ? null : artworkUrl(picture)}
        header={header === null ? null : artworkUrl(header)}
        actions={
          <>
            {first === undefined ? null : (
              <Button variant="primary" size="large" icon={Play} onClick={play}>
                {held.length > 0 ? t('artist.playWhatIsYours') : t('common.preview')}
              </Button>
            )}
            {isSelf || isHidden(address) ? null : <FollowButton address={address} name={name} />}
            <ShareButtons name={name} link={artistDeepLink(address)} {...(isSelf && { promoted: {} })} />
            {isSelf ? null : <TipButton account={address} name={name} />}
            {isSelf ? null : <HideArtistButton address={address} name={name} />}
            {isSelf ? null : <ReportButton subject={subjectOfArtist(address)} name={name} />}
            {isSelf ? (
              <Link to="/studio/profile" className="ms-2 text-text-2 underline">
                {t('artist.editYourPage')}
              </Link>
            ) : null}
          </>
        }
      />
      <DetailBody>
        {isSelf ? null : <HiddenNotice address={address} name={name} />}
        <HubBlockNotice subjects={[subjectOfArtist(address)]} />
        {works.length === 0 && coming.length === 0 ? (
          <EmptyState icon={Disc3} title={t('artist.nothingIsOnSale')}>
            {t('artist.whatPublishesShowsHere', { name })}
          </EmptyState>
        ) : null}
        {coming.length === 0 ? null : (
          <Section title={t('reservations.coming')}>
            <ComingGrid label={t('reservations.comingBy', { name })} works={coming} artistName={name} />
          </Section>
        )}
        {releases.length === 0 ? null : (
          <Section title={t('common.releases')}>
            <WorkGrid label={t('artist.releasesBy', { name })} works={releases} artistName={name} />
          </Section>
        )}
        {tracks.length === 0 ? null : (
          <Section title={t('common.tracks')}>
            <WorkList
              label={t('artist.tracksBy', { name })}
              works={tracks}
              artistName={name}
              isPlayedThrough
            />
          </Section>
        )}
        <Recommended address={address} name={name} />
        <Disclosure>
          <DescriptionList
            facts={[
              [t('common.account'), address],
              [
                t('artist.catalogueChanged'),
                changedAt === null ? t('artist.notKnown') : <Time at={changedAt} />,
              ],
            ]}
          />
        </Disclosure>
      </DetailBody>
    </article>
  )
}
