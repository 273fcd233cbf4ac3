import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { toAmount } from '../../../shared/money.ts'
import type { Scenario } from '../../testing/fixtureBridge.ts'
import { wallet } from '../../testing/fixtures/money.ts'
import { orderInState } from '../../testing/fixtures/orders.ts'
import { tokens } from '../../testing/fixtures/seededValues.ts'
import { artistAddress, workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { workFor } from '../buy/workFor.ts'

const user = userEvent.setup()
afterEach(cleanup)

const owned = workByTitle('Salt')
const maren = { account: artistAddress('ilse'), name: 'Maren', hasCard: true }
const given = { label: owned.label, gift: maren.account, confirmed: owned.price }
const show = (path: string, scenario: Scenario = {}) =>
  renderPage(path, {
    ...scenario,
    fixture: { contacts: [maren], wallet: { ...wallet, spendable: tokens(50) } },
    handlers: { buy: async () => orderInState('Salt', 'handedOver'), ...scenario.handlers },
  })

/** Chooses the contact in the sheet that is open, and gives. */
async function giveToMaren({ bridge }: ReturnType<typeof show>) {
  const sheet = within(await screen.findByRole('dialog', { name: 'Give' }))
  const give = await sheet.findByRole('button', { name: /^Give for/ })
  expect(give).toHaveProperty('disabled', true)
  await user.selectOptions(sheet.getByRole('combobox', { name: 'Contact' }), maren.account)
  await waitFor(() => expect(give).toHaveProperty('disabled', false))
  await user.click(give)
  await sheet.findByText('“Salt” is handed over.')
  return bridge.calls.filter(({ method }) => method === 'buy').map(({ input }) => input)
}

test('what one owns is given to somebody from its row in the library, once whom it is for is chosen', async () => {
  const shown = show('/library')
  const row = await screen.findByRole('row', { name: /Salt/ })
  await user.pointer({ target: row, keys: '[MouseRight]' })
  await user.click(await screen.findByRole('menuitem', { name: 'Give it to somebody…' }))
  expect(await giveToMaren(shown)).toMatchObject([given])
})

test('what one owns is given to somebody from its page', async () => {
  const shown = show(`/work/${owned.label}`)
  await user.click(await screen.findByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Give it to somebody…' }))
  expect(await giveToMaren(shown)).toMatchObject([given])
})

test('what plays is given to somebody from the palette', async () => {
  const shown = show('/library')
  await user.click(await screen.findByRole('button', { name: 'Play Salt' }))
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('combobox', { name: 'Search music and commands' }), 'Give “Salt”')
  await user.keyboard('{Enter}')
  expect(await giveToMaren(shown)).toMatchObject([given])
})

test('what one made can’t be given: a code does that', async () => {
  show(`/work/${workByTitle('Paper Streets').label}`)
  await user.click(await screen.findByRole('button', { name: 'More' }))
  expect(screen.queryByRole('menuitem', { name: 'Give it to somebody…' })).toBeNull()
})

test('what one has paid for a release’s tracks counts towards no present', () => {
  const work = { ...owned, price: tokens(3), credit: toAmount(tokens(2)) }
  expect(workFor({ work, gift: null, isGiving: false })).toBe(work)
  for (const said of [
    { gift: 'card', isGiving: false },
    { gift: null, isGiving: true },
  ]) {
    const { price, credit } = workFor({ work, ...said })
    expect([price, credit]).toEqual([tokens(5), undefined])
  }
})
