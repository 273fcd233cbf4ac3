import { beforeEach, expect, test } from 'vitest'
import type { UploadView } from '../../shared/api/studio.ts'
import { UploadProgress } from './uploadProgress.ts'

let shown: number[]
let progress: UploadProgress
beforeEach(() => {
  shown = []
  progress = new UploadProgress((fraction) => shown.push(fraction))
})
const tell = (id: string, change: Partial<UploadView>) =>
  progress.onUploadChanged({ id, state: 'running', step: 'reading', fraction: 0, ...change } as UploadView)

test('the whole is what all uploads have done, and nothing is shown once the last has ended', () => {
  tell('a', { step: 'encoding', fraction: 0.5 })
  tell('b', { state: 'waiting' })
  tell('a', { state: 'ready', step: 'announced' })
  tell('b', { step: 'sealing', fraction: 0.5 })
  tell('b', { state: 'announced', step: 'announced', fraction: 1 })
  expect(shown).toEqual([0.3, 0.15, 0.5, 0.75, -1])
})

test('an upload that fails or is cancelled holds nothing up', () => {
  tell('a', {})
  tell('b', {})
  tell('a', { state: 'failed' })
  tell('b', { state: 'cancelled' })
  expect(shown.at(-1)).toBe(-1)
  // Tried again, it begins anew.
  tell('a', { step: 'encoding' })
  expect(shown.at(-1)).toBeCloseTo(0.2)
})

test('what had ended before, and a release, which waits for its tracks, are not counted', () => {
  tell('old', { state: 'announced' })
  tell('release', { kind: 'release' })
  expect(shown).toEqual([])
})

test('behind the lock nothing is shown', () => {
  tell('a', {})
  progress.clear()
  expect(shown.at(-1)).toBe(-1)
})
