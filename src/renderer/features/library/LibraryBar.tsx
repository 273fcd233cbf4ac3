import { LayoutGrid, List } from 'lucide-react'
import { useMemo } from 'react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import { countText } from '../../ui/count.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { Select } from '../../ui/Select.tsx'
import type { LibrarySort, LibraryView } from './libraryFilter.ts'

interface LibraryBarProps {
  readonly view: LibraryView
  readonly onChange: (view: LibraryView) => void
  readonly owned: readonly OwnedWork[]
}

const sorts: readonly { readonly value: LibrarySort; readonly label: string }[] = [
  { value: 'newest', label: 'Bought last' },
  { value: 'title', label: 'Title' },
  { value: 'artist', label: 'Artist' },
  { value: 'release', label: 'Release' },
  { value: 'length', label: 'Length' },
]

const kinds = [
  { kind: 'track', label: 'Tracks' },
  { kind: 'release', label: 'Releases' },
] as const

const layouts = [
  { layout: 'grid', label: 'As covers', icon: LayoutGrid },
  { layout: 'list', label: 'As a list', icon: List },
] as const

/** Which part of the library is shown, and in which order. */
export function LibraryBar({ view, onChange, owned }: LibraryBarProps) {
  const counts = useMemo(() => {
    const releases = owned.filter(({ work }) => work.kind === 'release').length
    return { release: releases, track: owned.length - releases }
  }, [owned])
  return (
    <div role="toolbar" aria-label="Library" className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <div role="group" aria-label="Show" className="flex rounded-small bg-surface-3 p-0.5">
        {kinds.map(({ kind, label }) => (
          <button
            key={kind}
            type="button"
            aria-pressed={view.kind === kind}
            onClick={() => onChange({ ...view, kind })}
            className="h-8 rounded-[4px] px-3 text-text-2 aria-pressed:bg-surface-2 aria-pressed:font-medium aria-pressed:text-text-1"
          >
            {label} <span className="text-text-3">{countText(counts[kind])}</span>
          </button>
        ))}
      </div>
      {view.kind === 'release' ? (
        <div role="group" aria-label="Show releases as" className="flex">
          {layouts.map(({ layout, label, icon }) => (
            <IconButton
              key={layout}
              label={label}
              icon={icon}
              isPressed={(view.layout ?? 'grid') === layout}
              onClick={() => onChange({ ...view, layout })}
            />
          ))}
        </div>
      ) : null}
      <SearchInput
        label="Find in your library"
        placeholder="Find in your library"
        value={view.text}
        onChange={(text) => onChange({ ...view, text })}
        className="max-w-56 min-w-32 flex-1"
      />
      <Checkbox
        label="Downloaded"
        isChecked={view.isDownloadedOnly}
        onChange={(isDownloadedOnly) => onChange({ ...view, isDownloadedOnly })}
      />
      <Select
        label="Sort by"
        isLabelHidden
        value={view.sort}
        options={sorts}
        onChange={(sort) => onChange({ ...view, sort, isReversed: false })}
        className="ml-auto w-34"
      />
    </div>
  )
}
