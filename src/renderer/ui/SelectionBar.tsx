import { Ellipsis, X } from 'lucide-react'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { Menu, type MenuAction, type MenuEntry } from './Menu.tsx'
import { t } from '../../shared/i18n/t.ts'

interface SelectionBarProps {
  /** How many rows are chosen. */
  readonly count: number
  /** What can be done with all of them: the same as in their context menu. */
  readonly entries: readonly MenuEntry[]
  readonly onClear: () => void
}

/** Buttons that stand side by side at 800 px. */
const shown = 3

/** Over the foot of a list in which several rows are chosen: what can be done with them. */
export function SelectionBar({ count, entries, onClear }: SelectionBarProps) {
  const actions = entries.filter(
    (entry): entry is MenuAction => entry !== 'line' && entry.isDisabled !== true,
  )
  if (actions.length === 0) return null
  const more = actions.slice(shown)
  return (
    <div
      role="toolbar"
      aria-label={t('ui.withTheRowsChosen')}
      className="sticky bottom-4 z-10 mx-auto mt-4 flex w-max max-w-full animate-rise items-center gap-1 rounded-large border border-line bg-surface-2 p-1.5 ps-4 shadow-raised"
    >
      <p role="status" className="me-2 font-medium whitespace-nowrap">
        {t('ui.chosen', { count })}
      </p>
      {actions.slice(0, shown).map(({ label, icon, onSelect }) => (
        <Button key={label} size="small" variant="quiet" icon={icon} onClick={onSelect}>
          {label}
        </Button>
      ))}
      {more.length === 0 ? null : (
        <Menu label={t('ui.moreForTheRowsChosen')} entries={more}>
          <IconButton label={t('common.more')} icon={Ellipsis} size="small" />
        </Menu>
      )}
      <IconButton label={t('ui.chooseNone')} icon={X} size="small" onClick={onClear} />
    </div>
  )
}
