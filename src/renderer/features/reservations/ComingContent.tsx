import { Link } from '@tanstack/react-router'
import type { ComingView } from '../../../shared/api/coming.ts'
import { workDeepLink } from '../../../shared/deepLinks.ts'
import { t } from '../../../shared/i18n/t.ts'
import { fromLabel, subjectOfArtist, subjectOfWork } from '../../../shared/ids.ts'
import { Disclosure, DescriptionList } from '../../ui/Disclosure.tsx'
import { HubBlockNotice } from '../report/HubBlockNotice.tsx'
import { ReportButton } from '../report/ReportButton.tsx'
import { ShareButtons } from '../share/ShareButtons.tsx'
import { momentText } from '../studio/moment.ts'
import { DetailBody, DetailHeader } from '../work/DetailHeader.tsx'
import { ReserveTerms } from './ReserveTerms.tsx'

/** What there is to know of it before, and to reserve it. */
export function ComingContent({ work }: { readonly work: ComingView }) {
  const { label, artist, title, artistName, tracks, at, isOwn } = work
  const { kind, id } = fromLabel(label)
  const subject = subjectOfWork(kind, id)
  return (
    <article>
      <DetailHeader
        artwork={{ title, cid: work.artwork }}
        kind={kind === 'track' ? t('reservations.comingTrack') : t('reservations.comingRelease')}
        title={title}
        actions={
          <>
            <ReserveTerms work={work} />
            <ShareButtons name={title} link={workDeepLink(label)} />
            {isOwn ? null : <ReportButton subject={subject} name={title} />}
          </>
        }
      >
        <p className="text-lg text-text-1">
          <Link to="/artist/$address" params={{ address: artist }} className="font-medium hover:underline">
            <bdi>{artistName}</bdi>
          </Link>
        </p>
        <p className="text-sm">
          {[
            t('reservations.comesOutOn', { day: momentText(at) }),
            ...(kind === 'release' ? [t('count.track', { count: tracks })] : []),
          ].join(' · ')}
        </p>
      </DetailHeader>
      <DetailBody>
        <HubBlockNotice subjects={[subject, subjectOfArtist(artist)]} />
        <ul className="flex max-w-2xl list-disc flex-col gap-1 ps-5 text-text-2">
          <li>{t('reservations.boughtByItself')}</li>
          <li>{t('reservations.neverForMore')}</li>
          <li>{t('reservations.notHeardBefore')}</li>
          <li>{t('reservations.nobodyIsTold')}</li>
        </ul>
        <Disclosure>
          <DescriptionList
            facts={[
              [t('common.label'), label],
              [t('work.artistsAccount'), artist],
              [t('work.artworkCid'), work.artwork ?? t('common.none')],
            ]}
          />
        </Disclosure>
      </DetailBody>
    </article>
  )
}
