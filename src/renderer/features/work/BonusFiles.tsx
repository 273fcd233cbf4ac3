import { Paperclip } from 'lucide-react'
import { type BonusFileView, bonusFileName } from '../../../shared/bonusFiles.ts'
import { t } from '../../../shared/i18n/t.ts'
import { describeBonus } from './describeBonus.ts'

interface BonusFilesProps {
  readonly files: readonly BonusFileView[]
  /** One has them. */
  readonly isOwned: boolean
}

/** What goes with a release, as its artist names it. Nothing of it is opened here: it is saved with the music. */
export function BonusFiles({ files, isOwned }: BonusFilesProps) {
  if (files.length === 0) return null
  return (
    <section aria-label={t('work.goesWithIt')} className="max-w-2xl">
      <h2 className="text-lg font-semibold">{t('work.goesWithIt')}</h2>
      <p className="mb-2 text-sm text-text-3">
        {isOwned ? t('work.bonusIsSaved') : t('work.bonusIsForOwners')}
      </p>
      <ul className="flex flex-col">
        {files.map((file, index) => (
          <li key={index} className="flex min-h-9 items-center gap-3 border-b border-line/60 py-1">
            <Paperclip size={16} aria-hidden className="shrink-0 text-text-3" />
            <bdi className="min-w-0 flex-1 truncate font-medium" title={bonusFileName(file)}>
              {bonusFileName(file)}
            </bdi>
            <span className="shrink-0 text-sm text-text-2">{describeBonus(file)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
