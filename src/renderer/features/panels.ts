import type { ComponentType } from 'react'
import type { PanelName } from '../shell/shellStore.ts'
import { DetailsPanel } from './details/DetailsPanel.tsx'
import { LyricsPanel } from './lyrics/LyricsPanel.tsx'
import { QueuePanel } from './queue/QueuePanel.tsx'
import { t } from '../../shared/i18n/t.ts'

/** What each panel at the right is called and shows. */
export const panels: Readonly<
  Record<PanelName, { readonly title: string; readonly Content: ComponentType }>
> = {
  queue: {
    get title() {
      return t('common.queue')
    },
    Content: QueuePanel,
  },
  lyrics: {
    get title() {
      return t('common.lyrics')
    },
    Content: LyricsPanel,
  },
  details: {
    get title() {
      return t('common.details')
    },
    Content: DetailsPanel,
  },
}
