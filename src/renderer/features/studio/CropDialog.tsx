import { type PointerEvent, useRef, useState } from 'react'
import { type ArtworkCrop, middleCrop, squareOf } from '../../../shared/artworkCrop.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { PercentSlider } from './PercentSlider.tsx'
import type { ChosenArtwork } from './draft.ts'
import { t } from '../../../shared/i18n/t.ts'

interface CropDialogProps {
  readonly file: string
  /** The whole picture, as a data URL. */
  readonly preview: string
  readonly onChoose: (artwork: ChosenArtwork) => void
  readonly onClose: () => void
}

/** Asks which square of a picture is the cover: dragged, or moved by three sliders. */
export function CropDialog({ file, preview, onChoose, onClose }: CropDialogProps) {
  const client = useClient()
  const [crop, setCrop] = useState(middleCrop)
  const [isCropping, setCropping] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const change = (part: Partial<ArtworkCrop>) => setCrop((before) => ({ ...before, ...part }))
  const use = () => {
    setError(null)
    setCropping(true)
    client
      .ask('app.cropArtwork', { file, crop })
      .then(({ preview: cropped }) => {
        onChoose({ file, preview: cropped, crop })
        onClose()
      }, setError)
      .finally(() => setCropping(false))
  }
  return (
    <FormDialog
      title={t('studio.cropTheArtwork')}
      description={t('studio.coversAreSquare')}
      isOpen
      onClose={onClose}
      submitLabel={t('studio.useThisSquare')}
      cancelLabel={t('studio.useAllOfIt')}
      onCancel={() => {
        onChoose({ file, preview })
        onClose()
      }}
      isReady
      busy={isCropping && t('studio.croppingIt')}
      onSubmit={use}
      problem={error === null ? null : <p role="alert">{messageOf(error)}</p>}
    >
      <CroppedPicture preview={preview} crop={crop} onMove={change} />
      <PercentSlider label={t('studio.acrossIt')} value={crop.left} onChange={(left) => change({ left })} />
      <PercentSlider label={t('studio.downIt')} value={crop.top} onChange={(top) => change({ top })} />
      <PercentSlider
        label={t('studio.sizeOfTheSquare')}
        value={crop.side}
        min={0.1}
        onChange={(side) => change({ side })}
      />
    </FormDialog>
  )
}

interface CroppedPictureProps {
  readonly preview: string
  readonly crop: ArtworkCrop
  readonly onMove: (part: Pick<ArtworkCrop, 'left' | 'top'>) => void
}

/** The square goes where the pointer is; the keyboard has the sliders. */
function CroppedPicture({ preview, crop, onMove }: CroppedPictureProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 1, height: 1 })
  const square = squareOf(crop, size.width, size.height)
  const move = ({ clientX, clientY, buttons }: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0 || buttons !== 1) return
    const side = square.size / size.width
    onMove({
      left: placeOf((clientX - box.left) / box.width, side),
      top: placeOf((clientY - box.top) / box.height, square.size / size.height),
    })
  }
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`
  return (
    <div
      ref={frame}
      // A picture has its left at the left in every language.
      dir="ltr"
      aria-hidden
      className="relative mx-auto max-h-80 w-fit touch-none overflow-hidden rounded-small select-none"
      onPointerDown={move}
      onPointerMove={move}
    >
      <img
        src={preview}
        alt=""
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setSize({ width: Math.max(1, naturalWidth), height: Math.max(1, naturalHeight) })
        }
        className="block max-h-80 min-h-40 max-w-full"
      />
      <div
        className="pointer-events-none absolute border-2 border-accent shadow-[0_0_0_9999px_rgb(0_0_0/0.55)]"
        style={{
          left: percent(square.left, size.width),
          top: percent(square.top, size.height),
          width: percent(square.size, size.width),
          height: percent(square.size, size.height),
        }}
      />
    </div>
  )
}

/** How far a square of this size is moved that has its middle here, all three of the whole side. */
function placeOf(middle: number, side: number): number {
  return side >= 1 ? 0.5 : Math.min(1, Math.max(0, (middle - side / 2) / (1 - side)))
}
