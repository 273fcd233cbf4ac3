import { clsx } from 'clsx'
import { memo, useMemo, useState } from 'react'
import type { CidText } from '../../shared/ids.ts'
import { artworkUrl } from './artworkUrl.ts'
import { generateCover, type CoverShape } from './generatedCover.ts'
import { ScaledPicture } from './ScaledPicture.tsx'
import { useIsSeen } from './useIsSeen.ts'

export interface ArtworkProps {
  /** Of the work; without a picture a cover is generated from it. */
  readonly title: string
  readonly cid?: CidText | null
  /** A picture that is not published yet, as a data URL. */
  readonly source?: string | null
  /** How wide and high it is shown, in CSS pixels: a picture in a list is decoded at that size and not kept. */
  readonly pixels?: number
  /** Sets the size. */
  readonly className?: string
  readonly isBlurred?: boolean
}

/** A work's cover. It stands beside the title, so screen readers skip it. */
export const Artwork = memo(({ title, cid, source, pixels, className, isBlurred }: ArtworkProps) => {
  const wanted = source ?? (cid ? artworkUrl(cid) : null)
  const [failed, setFailed] = useState<string | null>(null)
  const frame = clsx(
    'relative block shrink-0 overflow-hidden rounded-small bg-surface-3',
    isBlurred === true && 'blur-md saturate-75',
    className,
  )
  if (wanted === null || wanted === failed) {
    return pixels === undefined ? (
      <GeneratedCoverImage title={title} className={frame} />
    ) : (
      <SeenCover title={title} className={frame} />
    )
  }
  const fail = () => setFailed(wanted)
  if (pixels !== undefined) {
    return <ScaledPicture source={wanted} pixels={pixels} onError={fail} className={frame} />
  }
  return (
    <img
      src={wanted}
      alt=""
      draggable={false}
      loading="lazy"
      decoding="async"
      onError={fail}
      className={clsx(frame, 'object-cover')}
    />
  )
})
Artwork.displayName = 'Artwork'

interface GeneratedCoverProps {
  readonly title: string
  readonly className: string
}

/** In a list: its shapes are a fifth of what a row takes, so rows that pass by are painted without. */
function SeenCover({ title, className }: GeneratedCoverProps) {
  return useIsSeen() ? (
    <GeneratedCoverImage title={title} className={className} />
  ) : (
    <span aria-hidden className={className} />
  )
}

function GeneratedCoverImage({ title, className }: GeneratedCoverProps) {
  const { paper, shapes } = useMemo(() => generateCover(title), [title])
  return (
    <svg viewBox="0 0 120 120" aria-hidden className={className} preserveAspectRatio="xMidYMid slice">
      <rect width={120} height={120} fill={paper} />
      {shapes.map((shape, index) => (
        <CoverShapeElement key={index} shape={shape} />
      ))}
    </svg>
  )
}

function CoverShapeElement({ shape }: { readonly shape: CoverShape }) {
  switch (shape.kind) {
    case 'circle':
      return <circle cx={shape.x} cy={shape.y} r={shape.r} fill={shape.ink} />
    case 'box':
      return <rect x={shape.x} y={shape.y} width={shape.w} height={shape.h} fill={shape.ink} />
    case 'path':
      return <path d={shape.d} fill={shape.ink} />
  }
}
