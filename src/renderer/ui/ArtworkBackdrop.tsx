import { Artwork, type ArtworkProps } from './Artwork.tsx'

/** The colours of a picture behind all of a place, faint enough for words upon them. */
export function ArtworkBackdrop(artwork: Pick<ArtworkProps, 'title' | 'cid' | 'source'>) {
  return (
    <div aria-hidden className="absolute inset-0 opacity-25 forced-colors:hidden">
      <Artwork {...artwork} className="absolute -inset-1/4 size-[150%] max-w-none rounded-none! blur-3xl" />
    </div>
  )
}
