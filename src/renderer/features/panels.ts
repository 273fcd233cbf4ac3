import type { ComponentType } from 'react'
import type { PanelName } from '../shell/shellStore.ts'
import { DetailsPanel } from './details/DetailsPanel.tsx'
import { LyricsPanel } from './lyrics/LyricsPanel.tsx'
import { QueuePanel } from './queue/QueuePanel.tsx'

/** What each panel at the right is called and shows. */
export const panels: Readonly<
  Record<PanelName, { readonly title: string; readonly Content: ComponentType }>
> = {
  queue: { title: 'Queue', Content: QueuePanel },
  lyrics: { title: 'Lyrics', Content: LyricsPanel },
  details: { title: 'Details', Content: DetailsPanel },
}
