import { Disclosure } from '../../ui/Disclosure.tsx'
import { wordsOf } from '../lyrics/lrc.ts'

/** The words, without their times. */
export function Lyrics({ lyrics }: { readonly lyrics: string | null }) {
  if (lyrics === null) return null
  return (
    <Disclosure label="Lyrics">
      <p className="max-w-2xl wrap-anywhere whitespace-pre-line">{wordsOf(lyrics)}</p>
    </Disclosure>
  )
}
