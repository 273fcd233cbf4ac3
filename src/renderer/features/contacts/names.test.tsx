import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { ContactView } from '../../../shared/api/contacts.ts'
import { BuskerError } from '../../../shared/errors.ts'
import type { Scenario } from '../../testing/fixtureBridge.ts'
import { wallet } from '../../testing/fixtures/money.ts'
import { orderInState } from '../../testing/fixtures/orders.ts'
import { tokens } from '../../testing/fixtures/seededValues.ts'
import { artistAddress, workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)

const work = workByTitle('Salt')
const rich = { ...wallet, spendable: tokens(50) }
const inputsOf = ({ bridge }: ReturnType<typeof renderPage>, method: string) =>
  bridge.calls.filter((call) => call.method === method).map(({ input }) => input)

async function give(scenario: Scenario = {}) {
  const shown = renderPage(`/work/${work.label}`, {
    fixture: { wallet: rich, contacts: [] },
    ...scenario,
    handlers: { buy: async () => orderInState('Salt', 'handedOver'), ...scenario.handlers },
  })
  await user.click(await screen.findByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Give it to somebody…' }))
  const sheet = within(await screen.findByRole('dialog', { name: 'Give' }))
  await user.type(sheet.getByRole('textbox', { name: 'Their name or card' }), '@ana')
  return { shown, sheet }
}

test('a gift to a short name says whose it is, by whose word, and pins who was shown before it is paid', async () => {
  const { shown, sheet } = await give()
  expect((await sheet.findByRole('status')).textContent).toContain('None of your contacts')
  expect(
    sheet.getByText(/^The hub says that @ana is this account, and could say so of anybody/),
  ).toBeDefined()
  expect(inputsOf(shown, 'pinName')).toEqual([])
  const press = await sheet.findByRole('button', { name: /^Give for/ })
  await waitFor(() => expect(press).toHaveProperty('disabled', false))
  await user.click(press)
  await sheet.findByText('“Salt” is handed over.')
  const card = 'card of @ana'
  expect(inputsOf(shown, 'pinName')).toEqual([{ name: 'ana', card }])
  expect(inputsOf(shown, 'buy')).toMatchObject([{ gift: card }])
  const calls = shown.bridge.calls.map(({ method }) => method)
  expect(calls.indexOf('pinName')).toBeLessThan(calls.indexOf('buy'))
  // Half a name asked the hub nothing.
  const asked = inputsOf(shown, 'readCard').map((input) => (input as { card: string }).card)
  expect(asked.filter((text) => text.startsWith('@'))).toEqual(['@ana'])
})

test('whom a gift was for by a short name is offered as a contact from then on', async () => {
  let known: readonly ContactView[] = []
  const { shown, sheet } = await give({
    handlers: {
      contacts: async () => [...known],
      async pinName({ name }) {
        known = [{ account: artistAddress('ruta'), name, hasCard: true, shortName: name }]
        return [...known]
      },
      buy: async () => {
        shown.bridge.emit('node.purchase', orderInState('Salt', 'requested'))
        return orderInState('Salt', 'handedOver')
      },
    },
  })
  const press = await sheet.findByRole('button', { name: /^Give for/ })
  await waitFor(() => expect(press).toHaveProperty('disabled', false))
  await user.click(press)
  await sheet.findByText('“Salt” is handed over.')
  await user.click(sheet.getByRole('button', { name: 'Done' }))
  await user.click(await screen.findByRole('button', { name: 'More' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Give it to somebody…' }))
  const again = within(await screen.findByRole('dialog', { name: 'Give' }))
  expect(await again.findByRole('option', { name: /^ana/ })).toBeDefined()
})

test('a gift that failed still says by which short name it goes to somebody', async () => {
  const { sheet } = await give({
    handlers: { buy: () => Promise.reject(new BuskerError('INTERNAL_ERROR', 'Something broke.')) },
  })
  const press = await sheet.findByRole('button', { name: /^Give for/ })
  await waitFor(() => expect(press).toHaveProperty('disabled', false))
  await user.click(press)
  await user.click(await sheet.findByRole('button', { name: 'Try again' }))
  const field = await sheet.findByRole('textbox', { name: 'Their name or card' })
  expect(field).toHaveProperty('value', '@ana')
})

test('a name that is half written, or nobody’s, buys nothing, for oneself neither', async () => {
  const unowned = workByTitle('Nocturne for a Closed Café')
  const shown = renderPage(`/work/${unowned.label}`, {
    fixture: { wallet: rich, purchases: [] },
    handlers: { readCard: () => Promise.reject(new BuskerError('HUB_NAME_UNKNOWN', 'Nobody is called so.')) },
  })
  await user.click(await screen.findByRole('button', { name: /^Buy for 2\.00/ }))
  const sheet = within(await screen.findByRole('dialog'))
  await user.click(sheet.getByText('Give it to somebody else'))
  await waitFor(() =>
    expect(sheet.getByRole('button', { name: /^Buy for/ })).toHaveProperty('disabled', false),
  )
  await user.type(sheet.getByRole('textbox', { name: 'Their name or card' }), '@an')
  expect(sheet.getByRole('button', { name: /^Give for/ })).toHaveProperty('disabled', true)
  await user.type(sheet.getByRole('textbox', { name: 'Their name or card' }), 'a')
  expect((await sheet.findByRole('alert')).textContent).toBe('Nobody is called so.')
  expect(sheet.getByRole('button', { name: /^Give for/ })).toHaveProperty('disabled', true)
  expect(inputsOf(shown, 'buy')).toEqual([])
})

test('where the hub names somebody else than before, nothing can be given', async () => {
  const { sheet } = await give({
    handlers: {
      readCard: () => Promise.reject(new BuskerError('CONTACT_NAME_MOVED', 'It is somebody else now.')),
    },
  })
  expect((await sheet.findByRole('alert')).textContent).toBe('It is somebody else now.')
  expect(sheet.getByRole('button', { name: /^Give for/ })).toHaveProperty('disabled', true)
})

test('money is sent to a short name, once whose it is was shown', async () => {
  const shown = renderPage('/wallet', { fixture: { wallet: rich } })
  await user.click(await screen.findByRole('button', { name: 'Send' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Send' }))
  await user.type(dialog.getByRole('textbox', { name: 'To' }), '@ruta')
  await user.type(dialog.getByRole('textbox', { name: 'Amount' }), '2')
  await dialog.findByText(/^The hub says that @ruta is this account/)
  const press = dialog.getByRole('button', { name: 'Send' })
  await waitFor(() => expect(press).toHaveProperty('disabled', false))
  await user.click(press)
  await waitFor(() => expect(inputsOf(shown, 'send')).toHaveLength(1))
  expect(inputsOf(shown, 'pinName')).toEqual([{ name: 'ruta', card: 'card of @ruta' }])
  expect(inputsOf(shown, 'send')).toMatchObject([{ to: artistAddress('ruta') }])
})

test('one’s own name is chosen, shown, changed and given up', async () => {
  let name: string | null = null
  const handlers: Scenario['handlers'] = {
    ownName: async () => ({ name: name as never }),
    async claimName(input) {
      name = input.name
      return input
    },
    async releaseName() {
      name = null
      return { name: null }
    },
  }
  renderPage('/wallet', { handlers })
  await user.click(await screen.findByRole('button', { name: 'Choose a name…' }))
  const take = screen.getByRole('button', { name: 'Take it' })
  expect(take).toHaveProperty('disabled', true)
  await user.type(screen.getByRole('textbox', { name: 'Short name' }), '@Ana')
  await user.click(take)
  expect(await screen.findByText('@ana')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Change…' }))
  await user.click(screen.getByRole('button', { name: 'Give it up' }))
  expect(await screen.findByText('None yet: people find you by your card.')).toBeDefined()
})
