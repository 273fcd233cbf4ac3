import { useNavigate } from '@tanstack/react-router'
import { Command as Cmdk } from 'cmdk'
import { Search } from 'lucide-react'
import { type ReactNode, useDeferredValue, useRef, useState } from 'react'
import type { CidText } from '../../shared/ids.ts'
import { workLink } from '../features/work/workLink.ts'
import { useIpcQuery } from '../ipc/queries.ts'
import { ArtistName } from '../ui/ArtistName.tsx'
import { Artwork } from '../ui/Artwork.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { artworkOf, PriceOrOwned } from '../ui/TrackList.tsx'
import { groupLabel, useCommandList } from './commands.ts'
import { Overlay } from './Overlay.tsx'
import { useShell } from './shellStore.ts'
import { useActiveOption } from './useActiveOption.ts'
import { t } from '../../shared/i18n/t.ts'
import { hasWords, typedWords } from '../../shared/searchWords.ts'

const row =
  'flex min-h-10 items-center gap-3 rounded-small px-3 data-[selected=true]:bg-surface-3 data-[disabled=true]:opacity-50'
const heading =
  '**:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:pt-3 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-text-3'

/** The command palette: searches music and every command. */
export function CommandPalette() {
  const { isPaletteOpen, showPalette } = useShell()
  return (
    <Overlay
      label={t('shell.searchMusicAndCommands')}
      isOpen={isPaletteOpen}
      onClose={() => showPalette(false)}
    >
      <CommandPaletteBody onDone={() => showPalette(false)} />
    </Overlay>
  )
}

/** Whether a command has the typed words in its label, for cmdk: of itself it takes “Quieter” for “queue”. */
function fits(_id: string, typed: string, [label = '']: string[] = []): number {
  return hasWords(typedWords(typed), label) ? 1 : 0
}

function CommandPaletteBody({ onDone }: { readonly onDone: () => void }) {
  const palette = useRef<HTMLDivElement>(null)
  const active = useActiveOption(palette)
  const [text, setText] = useState('')
  const query = useDeferredValue(text.trim())
  const commands = useCommandList((list) => list.all)
  const navigate = useNavigate()
  const isAsked = query.length > 1
  const options = { isEnabled: isAsked, keepsPreviousData: true }
  const results = useIpcQuery('search', { text: query, limit: 6 }, options)
  const foundArtists = useIpcQuery('searchArtists', { text: query, limit: 3 }, options)
  const works = (isAsked && results.data) || []
  const artists = (isAsked && foundArtists.data) || []
  const groups = Map.groupBy(
    commands.filter((command) => command.isHidden !== true),
    ({ group }) => group,
  )
  const run = (action: () => void) => () => {
    onDone()
    action()
  }

  return (
    <Cmdk
      {...active}
      ref={palette}
      onPointerMoveCapture={(event) => {
        // Rows that come below a mouse that rests are not pointed at, though Chromium says so.
        if (event.movementX === 0 && event.movementY === 0) event.stopPropagation()
      }}
      label={t('shell.searchMusicAndCommands')}
      filter={fits}
      loop
      className="flex max-h-120 flex-col"
    >
      <div className="flex h-13 shrink-0 items-center gap-3 border-b border-line px-4">
        <Search size={18} aria-hidden className="text-text-3" />
        <Cmdk.Input
          value={text}
          onValueChange={setText}
          placeholder={t('shell.aTitleAnArtistOr')}
          className="h-full flex-1 bg-transparent text-lg outline-none placeholder:text-text-3"
        />
      </div>
      {/* A list of options has nothing else in it. */}
      {works.length + artists.length > 0 ? null : (
        <Cmdk.Empty className="px-3 py-8 text-center text-text-2">
          {results.isFetching ? t('shell.searching') : t('shell.nothingIsCalledTryFewer', { text })}
        </Cmdk.Empty>
      )}
      <Cmdk.List className="min-h-0 flex-1 overflow-y-auto p-2">
        {artists.length === 0 ? null : (
          <Cmdk.Group heading={t('common.artists')} forceMount className={heading}>
            {artists.map(({ address, name, picture, hasNamesake, works: count }) => (
              <FoundRow
                key={address}
                value={address}
                artwork={{ title: name, cid: picture }}
                isRound
                says={t('count.work', { count })}
                onSelect={run(() => void navigate({ to: '/artist/$address', params: { address } }))}
              >
                <ArtistName
                  work={{ artist: address, artistName: name, hasNamesake }}
                  className="font-medium"
                />
              </FoundRow>
            ))}
          </Cmdk.Group>
        )}
        {works.length === 0 ? null : (
          <Cmdk.Group heading={t('shell.music')} forceMount className={heading}>
            {works.map((work) => (
              <FoundRow
                key={work.label}
                value={work.label}
                artwork={artworkOf(work)}
                says={<PriceOrOwned work={work} />}
                onSelect={run(() => void navigate(workLink(work.label)))}
              >
                <span dir="auto" className="truncate font-medium">
                  {work.title}
                </span>
                <ArtistName work={work} className="min-w-24 text-text-2" />
              </FoundRow>
            ))}
          </Cmdk.Group>
        )}
        {[...groups].map(([group, members]) => (
          <Cmdk.Group key={group} heading={groupLabel(group)} className={heading}>
            {members.map(({ id, label, keys, run: action }) => (
              <Cmdk.Item key={id} value={id} keywords={[label]} onSelect={run(action)} className={row}>
                <span className="flex-1">{label}</span>
                {keys?.[0] === undefined ? null : <Kbd keys={keys[0]} className="text-text-3" />}
              </Cmdk.Item>
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
    </Cmdk>
  )
}

interface FoundRowProps {
  /** Told apart by it. */
  readonly value: string
  readonly artwork: { readonly title: string; readonly cid: CidText | null }
  readonly isRound?: boolean
  /** What is to be known of it before it is chosen. */
  readonly says: ReactNode
  readonly onSelect: () => void
  /** Its name. */
  readonly children: ReactNode
}

/** What a search has found: it stays, whatever of the text is in it. */
function FoundRow({ value, artwork, isRound = false, says, onSelect, children }: FoundRowProps) {
  return (
    <Cmdk.Item value={value} forceMount onSelect={onSelect} className={row}>
      <Artwork {...artwork} pixels={32} className={isRound ? 'size-8 rounded-full!' : 'size-8'} />
      <span className="flex min-w-0 flex-1 gap-2">{children}</span>
      <span className="text-sm text-text-2">{says}</span>
    </Cmdk.Item>
  )
}
