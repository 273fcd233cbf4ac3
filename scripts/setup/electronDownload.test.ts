import { expect, test } from 'vitest'
import { electronAddress } from './electronDownload.mjs'

const file = `v45.0.0/electron-v45.0.0-${process.platform}-${process.arch}.zip`

test('Electron is asked for where its package will download it', () => {
  expect(electronAddress('45.0.0', {})).toMatch(new RegExp(`^https://.+/${file}$`))
  expect(electronAddress('45.0.0', { ELECTRON_MIRROR: 'https://mirror/' })).toBe(`https://mirror/${file}`)
})
