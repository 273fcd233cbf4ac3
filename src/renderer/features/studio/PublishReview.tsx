import { Artwork } from '../../ui/Artwork.tsx'
import { Price } from '../../ui/Price.tsx'
import { Worth } from '../../ui/Worth.tsx'
import { Duration } from '../../ui/Time.tsx'
import { useToken } from '../../ui/token.ts'
import { sellable } from './draft.ts'
import { parsePriceInput } from './priceInput.ts'
import { useDraft } from './draftStore.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What will be on sale, as buyers will see it. */
export function PublishReview() {
  const draft = useDraft((state) => state.draft)
  const { release } = draft
  const tracks = sellable(draft)
  const bonus = draft.bonus?.length ?? 0
  const source =
    release?.artwork?.preview ?? tracks[0]?.artwork?.preview ?? tracks[0]?.inspected.artwork ?? null
  return (
    <div className="flex flex-col gap-6">
      {release === null ? null : (
        <div className="flex items-center gap-5 rounded-large bg-surface-2 p-4">
          <Artwork title={release.title} source={source} className="size-28" />
          <div className="min-w-0">
            <p className="text-sm text-text-3">{t('studio.releaseOfTracks', { count: tracks.length })}</p>
            <p className="text-xl font-semibold wrap-anywhere">{release.title}</p>
            <p className="truncate text-text-2">{release.artistName}</p>
            <p className="mt-1 font-medium">
              <WrittenPrice text={release.price} isWorthShown />
            </p>
            {bonus === 0 ? null : (
              <p className="text-sm text-text-2">{t('count.bonusFile', { count: bonus })}</p>
            )}
          </div>
        </div>
      )}
      <table aria-label={t('studio.whatWillBeOnSale')} className="w-full">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('common.artwork')}</th>
            <th scope="col">{t('common.title')}</th>
            <th scope="col">{t('common.artist')}</th>
            <th scope="col">{t('common.length')}</th>
            <th scope="col">{t('common.price')}</th>
          </tr>
        </thead>
        <tbody>
          {tracks.map(({ file, text, artwork, inspected }) => (
            <tr key={file} className="h-11 border-b border-line/60 *:px-2">
              <td className="w-13">
                <Artwork
                  title={text.releaseTitle || text.title}
                  source={artwork?.preview ?? inspected.artwork}
                  className="size-9"
                />
              </td>
              <td dir="auto" className="max-w-0 truncate font-medium" title={text.title}>
                {text.title}
              </td>
              <td dir="auto" className="max-w-0 truncate text-text-2">
                {text.artistName}
              </td>
              <td className="w-18 text-end text-text-3">
                <Duration ms={inspected.durationMs} />
              </td>
              <td className="w-28 text-end">
                <WrittenPrice text={text.price} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="flex list-disc flex-col gap-1 ps-5 text-text-2">
        <li>{t('studio.everybodyCanHearAPreview')}</li>
        <li>{t('studio.salesHappenWhileBuskerRuns')}</li>
        <li>{t('studio.youCanChangePricesOr')}</li>
      </ul>
    </div>
  )
}

function WrittenPrice({ text, isWorthShown }: { readonly text: string; readonly isWorthShown?: boolean }) {
  const asked = parsePriceInput(text, useToken())
  return (
    <>
      <Price value={asked?.price ?? 0n} orMore={asked?.orMore} />{' '}
      {isWorthShown === true ? <Worth value={asked?.price} /> : null}
    </>
  )
}
