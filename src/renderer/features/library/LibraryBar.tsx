import { LayoutGrid, List } from 'lucide-react'
import { useMemo } from 'react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import { countText } from '../../ui/count.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { Select } from '../../ui/Select.tsx'
import type { LibrarySort, LibraryView } from './libraryFilter.ts'
import { t } from '../../../shared/i18n/t.ts'

interface LibraryBarProps {
  readonly view: LibraryView
  readonly onChange: (view: LibraryView) => void
  readonly owned: readonly OwnedWork[]
}

const sorts: readonly { readonly value: LibrarySort; readonly label: string }[] = [
  {
    value: 'newest',
    get label() {
      return t('library.boughtLast')
    },
  },
  {
    value: 'title',
    get label() {
      return t('common.title')
    },
  },
  {
    value: 'artist',
    get label() {
      return t('common.artist')
    },
  },
  {
    value: 'release',
    get label() {
      return t('common.release')
    },
  },
  {
    value: 'length',
    get label() {
      return t('common.length')
    },
  },
]

const kinds = [
  {
    kind: 'track',
    get label() {
      return t('common.tracks')
    },
  },
  {
    kind: 'release',
    get label() {
      return t('common.releases')
    },
  },
] as const

const layouts = [
  {
    layout: 'grid',
    get label() {
      return t('library.asCovers')
    },
    icon: LayoutGrid,
  },
  {
    layout: 'list',
    get label() {
      return t('library.asAList')
    },
    icon: List,
  },
] as const

/** Which part of the library is shown, and in which order. */
export function LibraryBar({ view, onChange, owned }: LibraryBarProps) {
  const counts = useMemo(() => {
    const releases = owned.filter(({ work }) => work.kind === 'release').length
    return { release: releases, track: owned.length - releases }
  }, [owned])
  return (
    <div
      role="toolbar"
      aria-label={t('common.library')}
      className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2"
    >
      <div role="group" aria-label={t('library.show')} className="flex rounded-small bg-surface-3 p-0.5">
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
        <div role="group" aria-label={t('library.showReleasesAs')} className="flex">
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
        label={t('library.findInYourLibrary')}
        placeholder={t('library.findInYourLibrary')}
        value={view.text}
        onChange={(text) => onChange({ ...view, text })}
        className="max-w-56 min-w-32 flex-1"
      />
      <Checkbox
        label={t('library.downloaded')}
        isChecked={view.isDownloadedOnly}
        onChange={(isDownloadedOnly) => onChange({ ...view, isDownloadedOnly })}
      />
      <Select
        label={t('library.sortBy')}
        isLabelHidden
        value={view.sort}
        options={sorts}
        onChange={(sort) => onChange({ ...view, sort, isReversed: false })}
        className="ms-auto w-34"
      />
    </div>
  )
}
