import { X } from 'lucide-react'
import { useState } from 'react'
import { panels } from '../features/panels.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { ScrollAreaProvider } from '../ui/scrollArea.ts'
import { useShell } from './shellStore.ts'
import { t } from '../../shared/i18n/t.ts'

/** Queue or details: beside the page from 1100 px, over it below. */
export function RightPanel() {
  const { panel, closePanel } = useShell()
  const [content, setContent] = useState<HTMLElement | null>(null)
  if (panel === null) return null
  const { title, Content } = panels[panel]
  return (
    <aside
      aria-label={title}
      className="flex w-80 shrink-0 animate-slide flex-col bg-surface-1 max-wide:absolute max-wide:inset-y-0 max-wide:end-0 max-wide:z-30 max-wide:border-s max-wide:border-line max-wide:shadow-raised wide:ms-2 wide:rounded-ss-large"
    >
      <div className="flex h-12 shrink-0 items-center justify-between border-b border-line pe-2 ps-4">
        <h2 className="font-semibold">{title}</h2>
        <IconButton
          label={t('shell.closeTitle', { title: title.toLowerCase() })}
          icon={X}
          size="small"
          onClick={closePanel}
        />
      </div>
      <div ref={setContent} className="min-h-0 flex-1 overflow-y-auto">
        <ScrollAreaProvider value={content}>
          <Content />
        </ScrollAreaProvider>
      </div>
    </aside>
  )
}
