import { create } from 'zustand'
import type { InspectedFile } from '../../../shared/api/studio.ts'
import {
  type ChosenArtwork,
  type Draft,
  type DraftField,
  type DraftRelease,
  emptyDraft,
  releaseOf,
  sellable,
  withFiles,
} from './draft.ts'

interface DraftState {
  readonly draft: Draft
  readonly add: (inspected: readonly InspectedFile[]) => void
  readonly edit: (file: string, field: DraftField, text: string) => void
  /** Writes one thing into every track. */
  readonly editAll: (field: DraftField, text: string) => void
  readonly setArtwork: (file: string, artwork: ChosenArtwork | null) => void
  readonly setAllArtwork: (artwork: ChosenArtwork | null) => void
  readonly remove: (file: string) => void
  readonly setSoldTogether: (isSoldTogether: boolean) => void
  readonly editRelease: (part: Partial<DraftRelease>) => void
  readonly clear: () => void
}

/** What is being prepared to be published. It stays when one looks at another page meanwhile. */
export const useDraft = create<DraftState>()((set) => {
  const change = (changed: (draft: Draft) => Draft) => set(({ draft }) => ({ draft: changed(draft) }))
  return {
    draft: emptyDraft,
    add: (inspected) => change((draft) => withFiles(draft, inspected)),
    edit: (file, field, text) =>
      change(({ tracks, release }) => ({
        release,
        tracks: tracks.map((track) =>
          track.file === file ? { ...track, text: { ...track.text, [field]: text } } : track,
        ),
      })),
    editAll: (field, text) =>
      change(({ tracks, release }) => ({
        release,
        tracks: tracks.map((track) => ({ ...track, text: { ...track.text, [field]: text } })),
      })),
    setArtwork: (file, artwork) =>
      change(({ tracks, release }) => ({
        release,
        tracks: tracks.map((track) => (track.file === file ? { ...track, artwork } : track)),
      })),
    setAllArtwork: (artwork) =>
      change(({ tracks, release }) => ({
        release: release && { ...release, artwork },
        tracks: tracks.map((track) => ({ ...track, artwork })),
      })),
    remove: (file) =>
      change(({ tracks, release }) => {
        const rest = tracks.filter((track) => track.file !== file)
        return { tracks: rest, release: rest.length > 1 ? release : null }
      }),
    setSoldTogether: (isSoldTogether) =>
      change((draft) => ({ ...draft, release: isSoldTogether ? releaseOf(sellable(draft)) : null })),
    editRelease: (part) =>
      change((draft) => ({ ...draft, release: draft.release && { ...draft.release, ...part } })),
    clear: () => set({ draft: emptyDraft }),
  }
})
