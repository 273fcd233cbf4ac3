import { Disclosure } from '../../ui/Disclosure.tsx'
import { wordsOf } from '../lyrics/lrc.ts'
import { t } from '../../../shared/i18n/t.ts'

/** The words, without their times. */
export function Lyrics({ lyrics }: { readonly lyrics: string | null }) {
  if (lyrics === null) return null
  return (
    <Disclosure label={t('common.lyrics')}>
      <p className="max-w-2xl wrap-anywhere whitespace-pre-line">{wordsOf(lyrics)}</p>
    </Disclosure>
  )
}
