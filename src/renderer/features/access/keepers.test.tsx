import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { Scenario } from '../../testing/fixtureBridge.ts'
import { announcedKeepers, fewKeepers, keepers } from '../../testing/fixtures/keepers.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

async function openKeepers(scenario: Scenario = {}) {
  const page = renderPage('/access', scenario)
  await user.click(await screen.findByRole('tab', { name: 'Keepers' }))
  await screen.findByRole('region', { name: 'How many keepers' })
  const inputOf = (called: string) => page.bridge.calls.find(({ method }) => method === called)?.input
  return { ...page, inputOf }
}

test('says who the keepers are, who named each and how it is, and what the choice means', async () => {
  await openKeepers()
  const table = screen.getByRole('grid', { name: 'Keepers' })
  const rows = within(table).getAllByRole('row').slice(1)
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^BoAnswersyou/),
    expect.stringMatching(/^Harbour RadioAnswersthe hub/),
    expect.stringMatching(/^Quayside Co-opAnswersthe network/),
    expect.stringMatching(/^TidewaterSilent since/),
    expect.stringMatching(/Not reached yetyou/),
  ])
  const terms = screen.getByRole('region', { name: 'How many keepers' })
  expect(terms.textContent).toContain('Held by 3 keepers, 2 needed')
  expect(terms.textContent).toContain('1 of a buyer’s keepers may be away')
  expect(screen.queryByText(/until then buyers may wait/)).toBeNull()
})

test('says that buyers may wait where fewer answer than each sale takes', async () => {
  await openKeepers({ fixture: { keepers: fewKeepers } })
  expect(screen.getByText(/Of the 3 different keepers that each sale takes, 1 answer/)).toBeDefined()
})

test('tells what other numbers mean before they are used, and never lets more be needed than there are', async () => {
  const { inputOf } = await openKeepers()
  await user.click(screen.getByRole('button', { name: 'Change how many…' }))
  const dialog = within(screen.getByRole('dialog', { name: 'How many keepers' }))
  const use = dialog.getByRole('button', { name: 'Use these numbers' })
  expect(use).toHaveProperty('disabled', true)
  const offered = (name: string) =>
    within(dialog.getByRole('combobox', { name }))
      .getAllByRole('option')
      .map(({ textContent }) => textContent)
  // Three operators answer, and one keeper alone could open what is sold together with a buyer.
  expect([offered('Keepers of each sale'), offered('Needed to get in')]).toEqual([
    ['2', '3'],
    ['2', '3'],
  ])
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Needed to get in' }), '3')
  expect(dialog.getByText(/All keepers of a buyer have to be there/)).toBeDefined()
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Keepers of each sale' }), '2')
  expect(offered('Needed to get in')).toEqual(['2'])
  await user.click(use)
  await waitFor(() => expect(inputOf('setUrsulaTerms')).toEqual({ threshold: 2, shares: 2 }))
})

test('whom the hub lists is added only by hand, with a word on a name that is taken', async () => {
  const { inputOf } = await openKeepers()
  const list = within(await screen.findByRole('list', { name: 'Announced at the hub' }))
  const [, taken] = list.getAllByRole('listitem')
  expect(taken?.textContent).toContain('Called like one that you have')
  expect(screen.getByText(/the hub vouches for none/)).toBeDefined()
  await user.click(list.getByRole('button', { name: 'Add… Marfa Sound Library' }))
  await waitFor(() => expect(inputOf('addUrsula')).toEqual({ address: announcedKeepers[0]?.address }))
})

test('one’s own is removed, and others have no such button', async () => {
  const { inputOf } = await openKeepers()
  expect(screen.getAllByRole('button', { name: /^Remove/ })).toHaveLength(2)
  await user.click(screen.getByRole('button', { name: 'Remove Bo' }))
  await waitFor(() => expect(inputOf('removeUrsula')).toEqual({ peer: keepers.ursulas[0]?.peer }))
})

test('a keeper is added by its address, and what is wrong with it is said there', async () => {
  const message = '"bo" is not the address of a peer.'
  const { inputOf } = await openKeepers({ errors: { addUrsula: { code: 'IPFS_ADDRESS_INVALID', message } } })
  await user.type(screen.getByRole('textbox', { name: 'Address of a keeper' }), 'bo')
  await user.click(screen.getByRole('button', { name: 'Add' }))
  await waitFor(() => expect(inputOf('addUrsula')).toEqual({ address: 'bo' }))
  expect(await screen.findByText(message)).toBeDefined()
})

test('a hub that is silent leaves the keepers that are known in sight', async () => {
  const message = 'The hub does not answer.'
  await openKeepers({ errors: { announcedUrsulas: { code: 'IPFS_PEER_UNREACHABLE', message } } })
  expect(await screen.findByText('The hub did not say who has announced a keeper')).toBeDefined()
  expect(screen.getByRole('grid', { name: 'Keepers' })).toBeDefined()
})
