import { expect, test } from 'vitest'
import type { WorkSummary } from '../catalogue/work.ts'
import { label, toFileLabel, workId } from '../../shared/ids.ts'
import type { WorkView } from '../../shared/api/node.ts'
import type { Listen } from '../plays/listenBrainzClient.ts'
import { Plays } from '../plays/plays.ts'
import { openStore } from '../store/openStore.ts'
import { playsHandlers } from './playsHandlers.ts'

const salt = label.parse(`track/${'a'.repeat(32)}/1`)
const remaster = label.parse(`track/${'a'.repeat(32)}/2`)
const release = label.parse(`release/${'b'.repeat(32)}/1`)
const known: Readonly<Record<string, Partial<WorkSummary>>> = {
  [salt]: { kind: 'track', durationMs: 200_000, title: 'Salt', artistName: 'Maren Holt', releaseTitle: null },
  [remaster]: { kind: 'track', durationMs: 210_000 },
  [release]: { kind: 'release', durationMs: null },
}
const file = toFileLabel(workId.parse('f'.repeat(32)))
const context = { signal: new AbortController().signal, report: () => undefined }

const noted: Listen[] = []

function handlers() {
  const plays = new Plays(openStore(':memory:'), () => 7)
  return playsHandlers({
    catalogue: { edition: (one) => known[one] as WorkSummary | undefined },
    localFiles: {
      get: (one) => (one === file ? ({ kind: 'track', durationMs: 200_000 } as WorkView) : undefined),
    },
    plays,
    listenBrainz: { note: (listen) => noted.push(listen) },
    now: () => 1_000_000,
  })
}

test('a track counts when half of it was heard, and editions of one track count together', async () => {
  const { notePlay, plays } = handlers()
  const answers = [
    await notePlay({ label: salt, heardMs: 99_999 }, context),
    await notePlay({ label: salt, heardMs: 100_000 }, context),
    await notePlay({ label: remaster, heardMs: 105_000 }, context),
  ]
  expect(answers.map(({ isCounted }) => isCounted)).toEqual([false, true, true])
  expect(await plays({}, context)).toEqual([
    { track: workId.parse('a'.repeat(32)), plays: 2, lastPlayedAt: 7 },
  ])
  expect(noted[0]).toEqual({
    title: 'Salt',
    artistName: 'Maren Holt',
    releaseTitle: null,
    durationMs: 200_000,
    listenedAt: 900_000,
  })
})

test('what is no known track is not counted', async () => {
  const { notePlay, plays } = handlers()
  const unknown = label.parse(`track/${'c'.repeat(32)}/1`)
  const refused = expect.objectContaining({ code: 'CATALOGUE_UNKNOWN' })
  await expect(notePlay({ label: release, heardMs: 900_000 }, context)).rejects.toEqual(refused)
  await expect(notePlay({ label: unknown, heardMs: 900_000 }, context)).rejects.toEqual(refused)
  expect(await plays({}, context)).toEqual([])
})

test('a file of a watched folder counts, and nobody is told of it', async () => {
  const before = noted.length
  const { notePlay, plays } = handlers()
  expect(await notePlay({ label: file, heardMs: 100_000 }, context)).toEqual({ isCounted: true })
  expect(await plays({}, context)).toMatchObject([{ track: workId.parse('f'.repeat(32)), plays: 1 }])
  expect(noted).toHaveLength(before)
})
