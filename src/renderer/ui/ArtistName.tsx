import { clsx } from 'clsx'
import { artistText, type NamedArtist } from '../../shared/artistText.ts'
import { ArtistMark } from './ArtistMark.tsx'

/** Whose work it is, on one line; where others go by that name, with the mark of the account. */
export function ArtistName({ work, className }: { readonly work: NamedArtist; readonly className?: string }) {
  return (
    <span title={artistText(work)} className={clsx('inline-flex max-w-full items-center gap-1.5', className)}>
      <bdi className="truncate">{work.artistName}</bdi>
      {work.hasNamesake ? <ArtistMark account={work.artist} className="size-[1em]" /> : null}
    </span>
  )
}
