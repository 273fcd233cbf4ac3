import type { GiverView } from '../../../shared/api/gifts.ts'
import { t } from '../../../shared/i18n/t.ts'

interface DedicationTextProps {
  readonly giver: Pick<GiverView, 'resembles'>
  /** What they wrote. */
  readonly note: string | null | undefined
}

/** What a giver wrote with a gift, as theirs, and a warning where they call themselves as somebody else is called. */
export function DedicationText({ giver: { resembles }, note }: DedicationTextProps) {
  return (
    <>
      {resembles === null ? null : (
        <p className="text-sm text-warning">{t('library.notYourContact', { name: resembles })}</p>
      )}
      {note === null || note === undefined ? null : (
        <blockquote className="mt-1 max-w-prose border-s-2 border-line-strong ps-3 text-sm wrap-anywhere whitespace-pre-line">
          <bdi>{note}</bdi>
        </blockquote>
      )}
    </>
  )
}
