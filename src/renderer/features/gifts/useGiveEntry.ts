import { Gift } from 'lucide-react'
import type { WorkView } from '../../../shared/api/node.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { useBuyStore } from '../buy/BuyContext.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The entry with which a work is given to somebody, whether one owns it or not; none for what one made, or a file of one's own. */
export function useGiveEntry(): (work: WorkView) => readonly MenuEntry[] {
  const store = useBuyStore()
  return (work) =>
    work.isOwn || work.file !== undefined
      ? []
      : [{ label: t('work.giveIt'), icon: Gift, onSelect: () => store.getState().give(work) }]
}
