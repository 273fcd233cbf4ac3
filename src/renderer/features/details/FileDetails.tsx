import type { Label } from '../../../shared/ids.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { Artwork } from '../../ui/Artwork.tsx'
import { DescriptionList } from '../../ui/Disclosure.tsx'
import { Duration } from '../../ui/Time.tsx'
import { artworkOf } from '../../ui/TrackList.tsx'
import { dateText } from '../work/dateText.ts'

/** What is known of a file in a watched folder. */
export function FileDetails({ label }: { readonly label: Label }) {
  const work = useIpcQuery('library', {}).data?.find((one) => one.work.label === label)?.work
  if (work === undefined) return null
  const date = dateText(work)
  return (
    <div className="flex flex-col gap-5 p-4 pb-8">
      <Artwork
        {...artworkOf(work)}
        className="aspect-square w-36 rounded-large [@media(height>=900px)]:w-full"
      />
      <div>
        <h3 className="text-lg font-semibold wrap-anywhere">{work.title}</h3>
        <p className="text-text-2">
          <ArtistName work={work} />
        </p>
      </div>
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
