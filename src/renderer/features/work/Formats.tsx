import type { WorkDetail } from '../../../shared/api/catalogue.ts'
import { codecName, describeRate, describeSize, describeSound } from './describeFormat.ts'
import { t } from '../../../shared/i18n/t.ts'

/** In which encodings a track is sold. All of them are included. */
export function Formats({ renditions }: { readonly renditions: WorkDetail['renditions'] }) {
  return (
    <section aria-label={t('common.formats')} className="max-w-2xl">
      <h2 className="mb-2 text-lg font-semibold">{t('common.formats')}</h2>
      <table className="w-full text-start">
        <thead>
          <tr className="border-b border-line text-sm text-text-3 *:h-8 *:font-normal">
            <th scope="col">{t('work.format')}</th>
            <th scope="col">{t('common.sound')}</th>
            <th scope="col" className="text-end">
              {t('work.bitsASecond')}
            </th>
            <th scope="col" className="text-end">
              {t('work.size')}
            </th>
          </tr>
        </thead>
        <tbody>
          {renditions.map((rendition) => (
            <tr key={rendition.name} className="border-b border-line/60 *:h-9">
              <th scope="row" className="font-medium">
                {codecName(rendition)}
              </th>
              <td className="text-text-2">{describeSound(rendition)}</td>
              <td className="text-end text-text-2">{describeRate(rendition)}</td>
              <td className="text-end text-text-2">{describeSize(rendition.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
