import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { artistAddress, workByTitle } from '../../testing/fixtures/works.ts'
import { SellerFacts, sellerWarnings } from './SellerFacts.tsx'

const work = workByTitle('Nocturne for a Closed Café')
const seller = { address: artistAddress('maren'), name: work.artistName, namesakes: 0, purchases: 0 }
afterEach(cleanup)

test('the sheet says who is paid, by name, picture and account, and whether one knows them', () => {
  render(<SellerFacts work={work} seller={{ ...seller, purchases: 3 }} />)
  screen.getByText(work.artistName)
  screen.getByText('You bought from them 3 times before.')
  screen.getByRole('img', { name: /^Mark of the account 0x/ })
  expect(screen.queryByText(/looks like/)).toBeNull()
})

test('a work that names another than who is paid is said to', () => {
  expect(sellerWarnings({ artistName: 'Famous Star' }, { name: 'Nobody”', namesakes: 0 })).toEqual([
    'The work says that it is by “Famous Star”; the money goes to “Nobody’”.',
  ])
  expect(sellerWarnings({ artistName: 'famous  STAR' }, { name: 'Fаmous Star', namesakes: 0 })).toEqual([])
})

test('an artist whose name looks like another’s is told apart by more than the name', () => {
  render(<SellerFacts work={work} seller={{ ...seller, namesakes: 1 }} />)
  expect(screen.getByText(/Another artist goes by a name that looks like this one/)).toBeDefined()
  screen.getByText('You have not bought from this account before.')
})
