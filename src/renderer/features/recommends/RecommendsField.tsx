import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Address } from '../../../shared/ids.ts'
import type { ProfileLink } from '../../../shared/profile.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { RecommendDialog } from './RecommendDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface RecommendsFieldProps {
  readonly self: Address
  readonly recommends: readonly ProfileLink[]
  /** How many there may be. */
  readonly most: number
  readonly onChange: (recommends: readonly ProfileLink[]) => void
}

/** Other artists, and works of theirs, that one's page leads to. */
export function RecommendsField({ self, recommends, most, onChange }: RecommendsFieldProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium text-text-2">{t('recommends.youRecommend')}</legend>
      {recommends.length === 0 ? null : (
        <ul aria-label={t('recommends.youRecommend')} className="flex flex-col gap-1">
          {recommends.map((link) => {
            const name = link.title ?? link.url
            return (
              <li key={link.url} className="flex items-center gap-2">
                <span dir="auto" className="min-w-0 flex-1 truncate" title={link.url}>
                  {name}
                </span>
                <IconButton
                  label={t('recommends.remove', { name })}
                  icon={X}
                  onClick={() => onChange(recommends.filter(({ url }) => url !== link.url))}
                />
              </li>
            )
          })}
        </ul>
      )}
      {recommends.length >= most ? (
        <p className="text-sm text-text-3">{t('recommends.noMore')}</p>
      ) : (
        <Button size="small" icon={Plus} onClick={() => setOpen(true)} className="self-start">
          {t('recommends.recommend')}
        </Button>
      )}
      {isOpen ? (
        <RecommendDialog
          self={self}
          chosen={recommends}
          onChoose={(link) => {
            setOpen(false)
            onChange([...recommends, link])
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </fieldset>
  )
}
