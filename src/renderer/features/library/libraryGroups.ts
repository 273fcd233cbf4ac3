import type { OwnedWork } from '../../../shared/api/library.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { genreKey } from '../../../shared/smartLists.ts'
import { compareText } from '../../ui/comparisons.ts'

/** By what the tracks of a library are put together. */
export type GroupedBy = 'artist' | 'genre'

/** Tracks that have an artist or a genre in common. */
export interface LibraryGroup {
  /** The artist's address, or the genre in small letters; empty: without a genre. */
  readonly key: string
  /** As its first work writes it. */
  readonly name: string
  /** One of it. */
  readonly work: WorkView
  readonly tracks: readonly OwnedWork[]
  /** How many releases its tracks are on. */
  readonly releases: number
  /** Of all its tracks. */
  readonly durationMs: number
}

/** In which group a work is. Artists are told apart by their accounts, not by their names. */
export function groupKeyOf({ artist, genre }: WorkView, by: GroupedBy): string {
  return by === 'artist' ? artist : genreKey(genre)
}

/** The tracks of a library in groups, by name; what has no genre comes last. */
export function groupLibrary(owned: readonly OwnedWork[], by: GroupedBy): readonly LibraryGroup[] {
  const tracks = owned.filter(({ work }) => work.kind === 'track')
  const groups = Map.groupBy(tracks, ({ work }) => groupKeyOf(work, by))
  return [...groups]
    .flatMap(([key, ofGroup]): LibraryGroup[] => {
      const work = ofGroup[0]?.work
      if (work === undefined) return []
      const name = (by === 'artist' ? work.artistName : work.genre?.trim()) ?? ''
      const releases = new Set(ofGroup.flatMap(releaseOf))
      const durationMs = ofGroup.reduce((sum, one) => sum + (one.work.durationMs ?? 0), 0)
      return [{ key, name, work, tracks: ofGroup, releases: releases.size, durationMs }]
    })
    .toSorted((a, b) => Number(a.key === '') - Number(b.key === '') || compareText(a.name, b.name))
}

function releaseOf({ work: { artist, releaseTitle } }: OwnedWork): string[] {
  return releaseTitle === null ? [] : [`${artist} ${releaseTitle}`]
}

/** Groups in whose names every word typed is. */
export function findGroups(groups: readonly LibraryGroup[], text: string): readonly LibraryGroup[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return groups
  return groups.filter(({ name }) => words.every((word) => name.toLocaleLowerCase().includes(word)))
}
