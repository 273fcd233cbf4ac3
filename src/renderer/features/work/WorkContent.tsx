import { Link } from '@tanstack/react-router'
import type { WorkDetail } from '../../../shared/api/catalogue.ts'
import { workDeepLink } from '../../../shared/deepLinks.ts'
import { subjectOfArtist, subjectOfWork } from '../../../shared/ids.ts'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { Disclosure, DescriptionList } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Page.tsx'
import { clockTime, totalDuration } from '../../ui/time.ts'
import { artworkOf } from '../../ui/TrackList.tsx'
import { roughDuration } from '../player/spokenPosition.ts'
import { SeekSlider } from '../player/SeekSlider.tsx'
import { Waveform } from '../player/Waveform.tsx'
import { FavouriteButton } from '../favourites/FavouriteButton.tsx'
import { ShareButtons } from '../share/ShareButtons.tsx'
import { AlsoBought } from '../collection/AlsoBought.tsx'
import { HiddenNotice } from '../hidden/HiddenNotice.tsx'
import { Recommended } from '../recommends/Recommended.tsx'
import { HubBlockNotice } from '../report/HubBlockNotice.tsx'
import { ReportButton } from '../report/ReportButton.tsx'
import { PendingNotice } from '../buy/PendingNotice.tsx'
import { ReceivedGiftNote } from '../gifts/ReceivedGiftNote.tsx'
import { usePendingOrder } from '../buy/usePendingOrders.ts'
import { useDragWorks } from '../files/useDragWorks.ts'
import { canPlayInFull } from './useWorkActions.ts'
import { dateText } from './dateText.ts'
import { releaseTypeName } from './releaseTypeName.ts'
import { creditFacts } from './creditFacts.ts'
import { BonusFiles } from './BonusFiles.tsx'
import { Formats } from './Formats.tsx'
import { Lyrics } from './Lyrics.tsx'
import { DetailHeader, DetailBody } from './DetailHeader.tsx'
import { WorkButtons } from './WorkButtons.tsx'
import { WorkGrid } from './WorkCard.tsx'
import { WorkList } from './WorkList.tsx'
import { workLink } from './workLink.ts'
import { rich } from '../../ui/rich.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What there is to know about a work, with what can be done with it. */
export function WorkContent({ detail }: { readonly detail: WorkDetail }) {
  const { work, description, waveform, renditions, tracks, releases } = detail
  const order = usePendingOrder(work.label)
  const subject = subjectOfWork(work.kind, work.id)
  const drag = useDragWorks()
  return (
    <article>
      <DetailHeader
        artwork={artworkOf(work)}
        onDragPicture={canPlayInFull(work) ? (event) => drag([work], event) : undefined}
        kind={kindOf(detail)}
        title={work.title}
        actions={
          <>
            <WorkButtons work={work} tracks={tracks} />
            <FavouriteButton work={work} />
            <ShareButtons
              name={work.title}
              link={workDeepLink(work.label)}
              {...(work.isOwn && { promoted: { label: work.label } })}
            />
            {work.isOwn ? null : <ReportButton subject={subject} name={work.title} />}
          </>
        }
      >
        <Credits detail={detail} />
      </DetailHeader>
      <DetailBody>
        {work.isOwn ? null : <HiddenNotice address={work.artist} name={work.artistName} />}
        <HubBlockNotice subjects={[subject, subjectOfArtist(work.artist)]} />
        {order === undefined || canPlayInFull(work) ? null : <PendingNotice work={work} order={order} />}
        <ReceivedGiftNote label={work.label} />
        {work.kind === 'track' ? <SeekableWaveform detail={detail} waveform={waveform} /> : null}
        {description === null ? null : (
          <p className="max-w-2xl text-lg wrap-anywhere whitespace-pre-line">{description}</p>
        )}
        {tracks.length === 0 ? null : (
          <section aria-label={t('common.tracks')}>
            <WorkList
              label={t('work.tracksOf', { title: work.title })}
              works={tracks}
              artistName={work.artistName}
              isNumbered
              isPlayedThrough
            />
          </section>
        )}
        <BonusFiles label={work.label} files={detail.bonus} isOwned={canPlayInFull(work)} />
        {releases.length === 0 ? null : (
          <Section title={t('work.onTheRelease')}>
            <WorkGrid label={t('work.releasesWithThisTrack')} works={releases} />
          </Section>
        )}
        <Lyrics lyrics={detail.credits.lyrics} />
        {renditions.length === 0 ? null : <Formats renditions={renditions} />}
        <AlsoBought work={work} />
        <Recommended address={work.artist} name={work.artistName} />
        <Disclosure>
          <DescriptionList
            facts={[
              ...creditFacts(detail.credits),
              [t('common.label'), work.label],
              [t('common.edition'), work.edition],
              [t('work.manifestCid'), work.manifest],
              [t('work.artworkCid'), work.artwork ?? t('common.none')],
              [t('work.artistsAccount'), work.artist],
              [t('work.capsule'), t('work.sealedOnceUnderTheLabels')],
            ]}
          />
        </Disclosure>
      </DetailBody>
    </article>
  )
}

function kindOf({ work, credits }: WorkDetail): string {
  if (work.kind === 'track') return t('buy.track')
  return credits.releaseType === null ? t('common.release') : releaseTypeName(credits.releaseType)
}

function Credits({ detail: { work, tracks, releases, bonus } }: { readonly detail: WorkDetail }) {
  const { artist, genre, kind, releaseTitle } = work
  const [release] = releases
  const length =
    kind === 'release'
      ? tracks.length > 0 && roughDuration(totalDuration(tracks))
      : work.durationMs !== null && clockTime(work.durationMs)
  const facts = [
    dateText(work),
    kind === 'release' && t('count.track', { count: tracks.length }),
    length,
    bonus.length > 0 && t('count.bonusFile', { count: bonus.length }),
  ]
  return (
    <>
      <p className="text-lg text-text-1">
        <Link to="/artist/$address" params={{ address: artist }} className="font-medium hover:underline">
          <ArtistName work={work} />
        </Link>
      </p>
      <p className="text-sm">
        {genre === null ? null : (
          <>
            <Link to="/" search={{ genre }} className="hover:underline">
              {genre}
            </Link>
            {' · '}
          </>
        )}
        {facts.filter((fact) => fact !== undefined && fact !== false).join(' · ')}
        {release === undefined ? null : (
          <>
            {' · '}
            {rich('work.fromRelease', {
              release: (
                <Link {...workLink(release.label)} className="underline">
                  {releaseTitle ?? release.title}
                </Link>
              ),
            })}
          </>
        )}
      </p>
      <Tags tags={work.tags ?? []} />
    </>
  )
}

/** What else one may browse by. */
function Tags({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return null
  return (
    <ul aria-label={t('common.tags')} className="mt-2 flex flex-wrap gap-1.5">
      {tags.map((tag) => (
        <li key={tag} className="max-w-full">
          <Link
            dir="auto"
            to="/"
            search={{ genre: tag }}
            className="block max-w-64 truncate rounded-full border border-line-strong px-2.5 py-0.5 text-sm hover:bg-surface-3"
          >
            {tag}
          </Link>
        </li>
      ))}
    </ul>
  )
}

interface SeekableWaveformProps {
  readonly detail: WorkDetail
  readonly waveform: string
}

/** The waveform; while the whole track plays, one can seek in it. */
function SeekableWaveform({ detail: { work }, waveform }: SeekableWaveformProps) {
  const player = usePlayerControls()
  const isCurrent = usePlayer(({ track, isPreview }) => track?.label === work.label && !isPreview)
  const position = usePlayer((state) => (isCurrent ? state.position : 0))
  const duration = (work.durationMs ?? 0) / 1000
  if (!isCurrent) return <Waveform waveform={waveform} height={64} />
  return (
    <SeekSlider
      waveform={waveform}
      height={64}
      position={position}
      duration={duration}
      buffered={duration}
      onSeek={(seconds) => player.seek(seconds)}
    />
  )
}
