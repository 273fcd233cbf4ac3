import { Download, ExternalLink, Paperclip } from 'lucide-react'
import { type BonusFileView, bonusFileName } from '../../../shared/bonusFiles.ts'
import type { Label } from '../../../shared/ids.ts'
import { t } from '../../../shared/i18n/t.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { describeBonus } from './describeBonus.ts'
import { useBonusActions } from './useBonusActions.ts'

interface BonusFilesProps {
  /** Of the release. */
  readonly label: Label
  readonly files: readonly BonusFileView[]
  /** One has them. */
  readonly isOwned: boolean
}

/** What goes with a release, as its artist names it. Nothing of it is shown here: it is saved, or opened by another program. */
export function BonusFiles({ label, files, isOwned }: BonusFilesProps) {
  const { save, open } = useBonusActions(label)
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
            {isOwned ? (
              <span className="flex shrink-0">
                {file.kind === 'zip' ? null : (
                  <IconButton
                    label={t('work.openBonus', { name: bonusFileName(file) })}
                    icon={ExternalLink}
                    onClick={() => open(index)}
                  />
                )}
                <IconButton
                  label={t('work.saveBonus', { name: bonusFileName(file) })}
                  icon={Download}
                  onClick={() => save(index)}
                />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
