import { useState } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { moveItem } from '../../ui/moveItem.ts'
import { ReorderableList } from '../../ui/ReorderableList.tsx'
import { ScrollAreaProvider } from '../../ui/scrollArea.ts'
import { Duration } from '../../ui/Time.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface OrderFieldProps {
  readonly tracks: readonly WorkView[]
  readonly onChange: (tracks: readonly WorkView[]) => void
}

/** The tracks of a release, to be put in another order. */
export function OrderField({ tracks, onChange }: OrderFieldProps) {
  const [scrollArea, setScrollArea] = useState<HTMLDivElement | null>(null)
  return (
    <div ref={setScrollArea} className="max-h-64 overflow-y-auto ps-4">
      <ScrollAreaProvider value={scrollArea}>
        <ReorderableList
          label={t('studio.orderOfTheTracks')}
          items={tracks}
          keyOf={({ id }) => id}
          nameOf={({ title }) => title}
          onMove={(track, to) => onChange(moveItem(tracks, tracks.indexOf(track), to))}
        >
          {({ title, durationMs }, index) => (
            <>
              <span className="w-6 shrink-0 text-sm text-text-3">{index + 1}</span>
              <span className="min-w-0 flex-1 truncate font-medium" title={title}>
                {title}
              </span>
              <Duration ms={durationMs} className="w-16 shrink-0 text-end text-text-3" />
            </>
          )}
        </ReorderableList>
      </ScrollAreaProvider>
    </div>
  )
}
