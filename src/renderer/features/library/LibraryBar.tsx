import { LayoutGrid, List } from 'lucide-react'
import { useMemo } from 'react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { Select } from '../../ui/Select.tsx'
import type { LibrarySort, LibrarySource, LibraryView } from './libraryFilter.ts'
import { groupKeyOf } from './libraryGroups.ts'
import type { LibraryPart } from './libraryParts.ts'
import { t } from '../../../shared/i18n/t.ts'

interface LibraryBarProps {
  readonly part: LibraryPart
  readonly onPart: (part: LibraryPart) => void
  /** What is listed has an order of its own: groups, and what one has published. */
  readonly isSortHidden: boolean
  /** How many works one has published. */
  readonly published: number
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
    value: 'year',
    get label() {
      return t('common.year')
    },
  },
  {
    value: 'plays',
    get label() {
      return t('library.plays')
    },
  },
  {
    value: 'played',
    get label() {
      return t('library.lastPlayed')
    },
  },
  {
    value: 'length',
    get label() {
      return t('common.length')
    },
  },
]

const parts = [
  {
    part: 'track',
    get label() {
      return t('common.tracks')
    },
  },
  {
    part: 'release',
    get label() {
      return t('common.releases')
    },
  },
  {
    part: 'artist',
    get label() {
      return t('common.artists')
    },
  },
  {
    part: 'genre',
    get label() {
      return t('common.genres')
    },
  },
  {
    part: 'own',
    get label() {
      return t('library.published')
    },
  },
] as const

const sources: readonly { readonly value: LibrarySource | 'both'; readonly label: string }[] = [
  {
    value: 'both',
    get label() {
      return t('library.boughtAndFiles')
    },
  },
  {
    value: 'bought',
    get label() {
      return t('common.bought')
    },
  },
  {
    value: 'files',
    get label() {
      return t('library.yourFiles')
    },
  },
]

function fromSource(view: LibraryView, source: LibrarySource | 'both'): LibraryView {
  const { source: _before, ...rest } = view
  return source === 'both' ? rest : { ...rest, source }
}

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
export function LibraryBar(props: LibraryBarProps) {
  const { part, onPart, isSortHidden, published, view, onChange, owned } = props
  const counts = useMemo(() => ({ ...countParts(owned), own: published }), [owned, published])
  const hasFiles = useMemo(() => owned.some(({ work }) => work.file !== undefined), [owned])
  const shown = parts.filter((one) => one.part !== 'own' || published > 0)
  return (
    <div
      role="toolbar"
      aria-label={t('common.library')}
      className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2"
    >
      <SegmentedControl
        label={t('library.show')}
        segments={shown.map((one) => ({ value: one.part, label: one.label, count: counts[one.part] }))}
        chosen={part}
        onChoose={onPart}
      />
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
        placeholder={t('shell.search')}
        value={view.text}
        onChange={(text) => onChange({ ...view, text })}
        className="max-w-56 min-w-32 flex-1"
      />
      {part === 'own' ? null : (
        <Checkbox
          label={t('library.downloaded')}
          isChecked={view.isDownloadedOnly}
          onChange={(isDownloadedOnly) => onChange({ ...view, isDownloadedOnly })}
        />
      )}
      <div className="ms-auto flex gap-3">
        {part === 'own' || !hasFiles ? null : (
          <Select
            label={t('library.from')}
            isLabelHidden
            value={view.source ?? 'both'}
            options={sources}
            onChange={(source) => onChange(fromSource(view, source))}
            className="w-40"
          />
        )}
        {isSortHidden ? null : (
          <Select
            label={t('library.sortBy')}
            isLabelHidden
            value={view.sort}
            options={sorts}
            onChange={(sort) => onChange({ ...view, sort, isReversed: false })}
            className="w-40"
          />
        )}
      </div>
    </div>
  )
}

/** How much there is in each part. */
function countParts(owned: readonly OwnedWork[]): Readonly<Record<Exclude<LibraryPart, 'own'>, number>> {
  const tracks = owned.filter(({ work }) => work.kind === 'track')
  const groups = (by: 'artist' | 'genre') => new Set(tracks.map(({ work }) => groupKeyOf(work, by))).size
  return {
    track: tracks.length,
    release: owned.length - tracks.length,
    artist: groups('artist'),
    genre: groups('genre'),
  }
}
