import { Link } from '@tanstack/react-router'
import { isFileLabel } from '../../../shared/ids.ts'
import type { QueueTrack } from '../../playback/playerState.ts'
import { workLink } from '../work/workLink.ts'

interface TrackProps {
  readonly track: QueueTrack
}

/** A track's title, which leads to its page; a file has none. */
export function TrackTitle({ track: { label, title } }: TrackProps) {
  if (isFileLabel(label)) return title
  return (
    <Link {...workLink(label)} className="hover:underline">
      {title}
    </Link>
  )
}

/** A track's artist, which leads to their page; of a file nobody has one. */
export function TrackArtist({ track: { label, artist, artistName } }: TrackProps) {
  if (isFileLabel(label)) return artistName
  return (
    <Link to="/artist/$address" params={{ address: artist }} className="hover:underline">
      {artistName}
    </Link>
  )
}
