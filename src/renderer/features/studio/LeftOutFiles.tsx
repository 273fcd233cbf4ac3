import { Disclosure } from '../../ui/Disclosure.tsx'
import { fileNameOf } from './fileNameOf.ts'
import { useDraft } from './draftStore.ts'
import { t } from '../../../shared/i18n/t.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** What had no sound in the folders that were added, with the reasons. */
export function LeftOutFiles() {
  const all = useDraft(({ draft }) => draft.leftOut)
  const leftOut = all?.filter(({ bonus }) => bonus === undefined) ?? []
  if (leftOut.length === 0) return null
  return (
    <div className="mt-3">
      <Disclosure label={t('studio.leftOutFiles', { count: leftOut.length })}>
        <ul aria-label={t('studio.filesLeftOut')} className="flex flex-col gap-1 text-sm text-text-2">
          {leftOut.map(({ file, problem }) => (
            <li key={file} title={file} className="wrap-anywhere">
              <span className="font-medium text-text-1">{fileNameOf(file)}</span>{' '}
              {problem === null || problem === undefined ? null : errorText(problem)}
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  )
}
