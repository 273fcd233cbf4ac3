import { create } from 'zustand'
import type { InspectedFile } from '../../../shared/api/studio.ts'
import type { PreviewChoice } from '../../../shared/previewChoice.ts'
import {
  type ChosenArtwork,
  type Draft,
  type DraftField,
  type DraftRelease,
  type DraftTrack,
  emptyDraft,
  releaseOf,
  sellable,
} from './draft.ts'
import { withFiles } from './draftFiles.ts'
import { moveTrack, numberTrack } from './draftOrder.ts'
import { readAs, type TagEncoding } from './tagReadings.ts'

interface DraftState {
  readonly draft: Draft
  /** Something was prepared since Busker was opened, or what was kept was discarded: it is offered no more. */
  readonly hasBegun: boolean
  readonly add: (inspected: readonly InspectedFile[]) => void
  readonly edit: (file: string, field: DraftField, text: string) => void
  /** Numbers a track, which moves it to the place of that number. */
  readonly number: (file: string, text: string) => void
  /** Moves a track to another place in the table. */
  readonly move: (file: string, to: number) => void
  /** Writes one thing into every track. */
  readonly editAll: (field: DraftField, text: string) => void
  /** Reads the texts of every file again that does not say how they are written. */
  readonly readAllAs: (encoding: TagEncoding) => void
  readonly setArtwork: (file: string, artwork: ChosenArtwork | null) => void
  readonly setPreview: (file: string, preview: PreviewChoice | null) => void
  readonly setAllArtwork: (artwork: ChosenArtwork | null) => void
  readonly remove: (file: string) => void
  readonly setSoldTogether: (isSoldTogether: boolean) => void
  /** Whether a file that is no sound goes with the release. */
  readonly setBonus: (file: string, isIn: boolean) => void
  /** @param when empty: as soon as it is ready */
  readonly setWhen: (when: string) => void
  readonly setComing: (isComing: boolean) => void
  readonly editRelease: (part: Partial<DraftRelease>) => void
  readonly clear: () => void
  readonly begin: () => void
  /** Goes on with what was kept. */
  readonly restore: (draft: Draft) => void
  /** As before Busker was opened. */
  readonly forget: () => void
}

/** What is being prepared to be published. It stays when one looks at another page meanwhile. */
export const useDraft = create<DraftState>()((set) => {
  const change = (changed: (draft: Draft) => Draft) => set(({ draft }) => ({ draft: changed(draft) }))
  const changeTracks = (changed: (track: DraftTrack) => DraftTrack) =>
    change((draft) => ({ ...draft, tracks: draft.tracks.map(changed) }))
  return {
    draft: emptyDraft,
    hasBegun: false,
    begin: () => set({ hasBegun: true }),
    restore: (draft) => set({ draft, hasBegun: true }),
    forget: () => set({ draft: emptyDraft, hasBegun: false }),
    add: (inspected) => set(({ draft }) => ({ draft: withFiles(draft, inspected), hasBegun: true })),
    edit: (file, field, text) =>
      changeTracks((track) =>
        track.file === file ? { ...track, text: { ...track.text, [field]: text } } : track,
      ),
    number: (file, text) => change((draft) => ({ ...draft, tracks: numberTrack(draft.tracks, file, text) })),
    move: (file, to) => change((draft) => ({ ...draft, tracks: moveTrack(draft.tracks, file, to) })),
    editAll: (field, text) => changeTracks((track) => ({ ...track, text: { ...track.text, [field]: text } })),
    readAllAs: (encoding) => changeTracks((track) => readAs(track, encoding)),
    setArtwork: (file, artwork) =>
      changeTracks((track) => (track.file === file ? { ...track, artwork } : track)),
    setPreview: (file, preview) =>
      changeTracks((track) => (track.file === file ? { ...track, preview } : track)),
    setAllArtwork: (artwork) =>
      change((draft) => ({
        ...draft,
        release: draft.release && { ...draft.release, artwork },
        tracks: draft.tracks.map((track) => ({ ...track, artwork })),
      })),
    remove: (file) =>
      change((draft) => {
        const tracks = draft.tracks.filter((track) => track.file !== file)
        return { ...draft, tracks, release: tracks.length > 1 ? draft.release : null }
      }),
    setSoldTogether: (isSoldTogether) =>
      change((draft) => ({ ...draft, release: isSoldTogether ? releaseOf(sellable(draft)) : null })),
    setBonus: (file, isIn) =>
      change(({ bonus = [], ...draft }) => {
        const others = bonus.filter((one) => one !== file)
        return { ...draft, bonus: isIn ? [...others, file] : others }
      }),
    setWhen: (text) =>
      change(({ when: _before, ...draft }) => ({ ...draft, ...(text !== '' && { when: text }) })),
    setComing: (isComing) => change((draft) => ({ ...draft, isComing })),
    editRelease: (part) =>
      change((draft) => ({ ...draft, release: draft.release && { ...draft.release, ...part } })),
    clear: () => set({ draft: emptyDraft }),
  }
})
