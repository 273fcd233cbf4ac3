import { expect, test } from 'vitest'
import type { ArtistCard } from '../shared/api/favourites.ts'
import { toAddress } from '../shared/ids.ts'
import type { Context } from './context.ts'
import { findArtist } from './findArtist.ts'

const account = (digit: string) => toAddress(`0x${digit.repeat(40)}`)
const card = (name: string, digit: string) => ({ address: account(digit), name }) as ArtistCard
const found = [card('Maren Holt', '1'), card('Maren Holt Trio', '2'), card('Ruta', '3'), card('RUTA', '4')]
const context = { node: { ask: async () => found } } as unknown as Pick<Context, 'node'>

test('an artist is meant by their account, or by their whole name', async () => {
  expect(await findArtist(account('a').toUpperCase().replace('0X', '0x'), context)).toBe(account('a'))
  expect(await findArtist('maren holt', context)).toBe(account('1'))
  expect(await findArtist('Gone', context, [card('Gone', '9')])).toBe(account('9'))
})

test('a name that nobody or that several have means nobody', async () => {
  await expect(findArtist('maren', context)).rejects.toMatchObject({ code: 'CLI_ARTIST' })
  await expect(findArtist('ruta', context)).rejects.toMatchObject({ code: 'CLI_ARTIST' })
})
