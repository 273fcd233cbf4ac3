import type { ReactNode } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { artworkOf } from '../../ui/TrackList.tsx'

interface TrackHeadProps {
  readonly work: WorkView
  readonly title: ReactNode
  readonly artist: ReactNode
}

/** The picture and the names of the track that details are of. */
export function TrackHead({ work, title, artist }: TrackHeadProps) {
  return (
    <>
      <Artwork
        {...artworkOf(work)}
        className="aspect-square w-36 rounded-large [@media(height>=900px)]:w-full"
      />
      <div>
        <h3 className="text-lg font-semibold wrap-anywhere">{title}</h3>
        <p className="text-text-2">{artist}</p>
      </div>
    </>
  )
}
