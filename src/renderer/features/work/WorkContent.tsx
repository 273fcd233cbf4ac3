import { Link } from '@tanstack/react-router'
import type { WorkDetail } from '../../../shared/api/catalogue.ts'
import { workDeepLink } from '../../../shared/deepLinks.ts'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { countOf } from '../../ui/count.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { Disclosure, DescriptionList } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Page.tsx'
import { clockTime } from '../../ui/time.ts'
import { artworkOf } from '../../ui/TrackList.tsx'
import { roughDuration } from '../player/spokenPosition.ts'
import { SeekSlider } from '../player/SeekSlider.tsx'
import { Waveform } from '../player/Waveform.tsx'
import { FavouriteButton } from '../favourites/FavouriteButton.tsx'
import { ShareButtons } from '../share/ShareButtons.tsx'
import { creditFacts } from './creditFacts.ts'
import { Formats } from './Formats.tsx'
import { Lyrics } from './Lyrics.tsx'
import { DetailHeader, DetailBody } from './DetailHeader.tsx'
import { WorkButtons } from './WorkButtons.tsx'
import { WorkGrid } from './WorkCard.tsx'
import { WorkList } from './WorkList.tsx'
import { workLink } from './workLink.ts'

/** What there is to know about a work, with what can be done with it. */
export function WorkContent({ detail }: { readonly detail: WorkDetail }) {
  const { work, description, waveform, renditions, tracks, releases } = detail
  return (
    <article>
      <DetailHeader
        artwork={artworkOf(work)}
        kind={work.kind === 'track' ? 'Track' : 'Release'}
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
          </>
        }
      >
        <Credits detail={detail} />
      </DetailHeader>
      <DetailBody>
        {work.kind === 'track' ? <SeekableWaveform detail={detail} waveform={waveform} /> : null}
        {description === null ? null : (
          <p className="max-w-2xl text-lg wrap-anywhere whitespace-pre-line">{description}</p>
        )}
        {tracks.length === 0 ? null : (
          <section aria-label="Tracks">
            <WorkList label={`Tracks of ${work.title}`} works={tracks} isPlayedThrough />
          </section>
        )}
        {releases.length === 0 ? null : (
          <Section title="On the release">
            <WorkGrid label="Releases with this track" works={releases} />
          </Section>
        )}
        <Lyrics lyrics={detail.credits.lyrics} />
        {renditions.length === 0 ? null : <Formats renditions={renditions} />}
        <Disclosure>
          <DescriptionList
            facts={[
              ...creditFacts(detail.credits),
              ['Label', work.label],
              ['Edition', work.edition],
              ['Manifest (CID)', work.manifest],
              ['Artwork (CID)', work.artwork ?? 'none'],
              ['Artist’s account', work.artist],
              ['Capsule', 'sealed once under the label’s own key; keepers re-encrypt it for each buyer'],
            ]}
          />
        </Disclosure>
      </DetailBody>
    </article>
  )
}

function Credits({ detail: { work, tracks, releases } }: { readonly detail: WorkDetail }) {
  const { artist, year, genre, durationMs, kind, releaseTitle } = work
  const [release] = releases
  const length =
    durationMs === null ? null : kind === 'track' ? clockTime(durationMs) : roughDuration(durationMs)
  const facts = [year, kind === 'release' && countOf(tracks.length, 'track'), length]
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
        {facts.filter((fact) => fact !== null && fact !== false).join(' · ')}
        {release === undefined ? null : (
          <>
            {' · from '}
            <Link {...workLink(release.label)} className="underline">
              {releaseTitle ?? release.title}
            </Link>
          </>
        )}
      </p>
    </>
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
