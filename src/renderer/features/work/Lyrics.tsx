import { Disclosure } from '../../ui/Disclosure.tsx'

/** When a line of LRC is sung, or what is said of the file. */
const stamps = /^(\[[^\]]*\])+/gm

/** The words, without their times. */
export function Lyrics({ lyrics }: { readonly lyrics: string | null }) {
  if (lyrics === null) return null
  return (
    <Disclosure label="Lyrics">
      <p className="max-w-2xl wrap-anywhere whitespace-pre-line">{lyrics.replaceAll(stamps, '').trim()}</p>
    </Disclosure>
  )
}
