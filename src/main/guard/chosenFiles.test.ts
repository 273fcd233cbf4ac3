import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChosenFiles } from './chosenFiles.ts'

const home = resolve('/home/ana')
const refusal = expect.objectContaining({ code: 'FILE_NOT_CHOSEN' }) as Error

test('what was chosen may be named, and what lies in a folder that was', () => {
  const files = new ChosenFiles()
  files.add([join(home, 'song.wav'), join(home, 'album')])
  const named = [join(home, 'song.wav'), join(home, 'album'), join(home, 'album', 'side b', '1.flac')]
  expect(() => files.require(named)).not.toThrow()
})

test.each([
  ['nothing', ''],
  ['another file', join(home, 'words.txt')],
  ['a neighbour of like name', join(home, 'album2', '1.flac')],
  ['the folder above', home],
  ['a way out', `${join(home, 'album')}/../words.txt`],
  ['a relative path', 'song.wav'],
  ['a path too long to be one', join(home, 'album', ...Array<string>(100_000).fill('a'))],
])('%s is refused', (_what, path) => {
  const files = new ChosenFiles()
  files.add([join(home, 'song.wav'), join(home, 'album')])
  expect(() => files.require([join(home, 'song.wav'), path])).toThrow(refusal)
})

test('whatever path is made up, it is taken only where it begins with what was chosen', () => {
  const files = new ChosenFiles()
  files.add([join(home, 'album')])
  const part = fc.oneof(fc.string(), fc.constantFrom('..', '.', 'album', 'home', 'ana', ''))
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const path = `${home}/${parts.join('/')}`
      try {
        files.require([path])
      } catch {
        return
      }
      expect(`${path}/`.startsWith(`${join(home, 'album')}/`)).toBe(true)
      expect(path.split('/')).not.toContain('..')
    }),
  )
})
