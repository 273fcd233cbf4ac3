import type { Label } from '../../../shared/ids.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { DescriptionList } from '../../ui/Disclosure.tsx'
import { Duration } from '../../ui/Time.tsx'
import { TrackHead } from './TrackHead.tsx'
import { dateText } from '../work/dateText.ts'

/** What is known of a file in a watched folder. */
export function FileDetails({ label }: { readonly label: Label }) {
  const work = useIpcQuery('library', {}).data?.find((one) => one.work.label === label)?.work
  if (work === undefined) return null
  const date = dateText(work)
  return (
    <div className="flex flex-col gap-5 p-4 pb-8">
      <TrackHead work={work} title={work.title} artist={<ArtistName work={work} />} />
      <DescriptionList
        facts={[
          ...(work.releaseTitle === null ? [] : [[t('common.release'), work.releaseTitle] as const]),
          ...(date === undefined ? [] : [[t('common.firstReleased'), date] as const]),
          ...(work.genre === null ? [] : [[t('common.genre'), work.genre] as const]),
          [t('common.length'), <Duration key="length" ms={work.durationMs} />],
          [t('library.file'), <bdi key="file">{work.file}</bdi>],
        ]}
      />
      <p className="text-text-2">{t('library.aFileOfYourOwn')}</p>
    </div>
  )
}
