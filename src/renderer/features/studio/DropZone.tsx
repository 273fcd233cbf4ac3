import { clsx } from 'clsx'
import { FolderOpen, Music, Upload } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { countText } from '../../ui/count.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import type { AddFiles } from './useAddFiles.ts'
import { useFileDrop } from './useFileDrop.ts'
import { t } from '../../../shared/i18n/t.ts'

interface DropZoneProps {
  readonly adding: AddFiles
  readonly children: ReactNode
}

/** Files and folders can be dropped anywhere on it: a second way, beside the buttons. */
export function DropZone({ adding, children }: DropZoneProps) {
  const zone = useRef<HTMLDivElement>(null)
  const isOver = useFileDrop(zone, adding.drop)
  return (
    <div
      ref={zone}
      className={clsx('rounded-large outline-offset-4 outline-accent', isOver && 'outline-2 outline-dashed')}
    >
      {children}
    </div>
  )
}

/** Before there is any file. */
export function EmptyDropZone({ adding }: { readonly adding: AddFiles }) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-large border-2 border-dashed border-line-strong/60 px-6 py-10 text-center wide:py-16">
      <Upload size={36} strokeWidth={1.25} aria-hidden className="text-text-3" />
      <h2 className="text-lg font-semibold">{t('studio.dropAudioFilesFoldersOr')}</h2>
      <p className="max-w-md text-text-2">{t('studio.flacWavAiffAlacAac')}</p>
      <div className="mt-3 flex flex-wrap justify-center gap-2">
        <AddButtons adding={adding} isPrimary />
      </div>
    </div>
  )
}

export function AddButtons({
  adding: { choose, inspectedCount },
  isPrimary = false,
}: {
  readonly adding: AddFiles
  readonly isPrimary?: boolean
}) {
  const busy =
    inspectedCount !== null &&
    (inspectedCount === 0
      ? t('common.looking')
      : t('studio.lookedAt', { inspectedCount: countText(inspectedCount) }))
  return (
    <>
      <Button
        variant={isPrimary ? 'primary' : 'secondary'}
        icon={Music}
        busy={busy}
        onClick={() => choose('files')}
      >
        {isPrimary ? t('studio.chooseFiles') : t('studio.addFiles')}
      </Button>
      <Button icon={FolderOpen} disabled={inspectedCount !== null} onClick={() => choose('folder')}>
        {isPrimary ? t('common.chooseAFolder') : t('studio.addAFolder')}
      </Button>
    </>
  )
}

export function AddError({ error }: { readonly error: unknown }) {
  if (error === null) return null
  return (
    <ErrorState
      title={t('studio.theFilesCouldNotBe')}
      error={error}
      money={t('studio.nothingWasPublished')}
      className="mb-4"
    />
  )
}
