import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { tokens } from '../../testing/fixtures/seededValues.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { parsePriceInput } from './priceInput.ts'

const user = userEvent.setup()

afterEach(cleanup)

async function reprice(title: string) {
  const shown = renderPage('/studio')
  await user.click(await screen.findByRole('button', { name: new RegExp(`^Change the price of ${title}`) }))
  const dialog = within(await screen.findByRole('dialog'))
  const field = dialog.getByLabelText<HTMLInputElement>('Price')
  const mayPayMore = dialog.getByRole<HTMLInputElement>('checkbox', { name: 'People may pay more' })
  const submit = () => user.click(dialog.getByRole('button', { name: 'Set the price' }))
  const asked = () => shown.bridge.calls.find(({ method }) => method === 'reprice')?.input
  return { dialog, field, mayPayMore, submit, asked }
}

test('a fixed price becomes a minimum by a press', async () => {
  const { field, mayPayMore, submit, asked } = await reprice('Paper Streets')
  expect([field.value, mayPayMore.checked]).toEqual(['1.50', false])
  await user.click(mayPayMore)
  await submit()
  const { id, price } = workByTitle('Paper Streets')
  await waitFor(() => expect(asked()).toEqual({ id, price, orMore: true }))
})

test('a minimum is shown as one, and becomes a fixed price again', async () => {
  const { field, mayPayMore, submit, asked } = await reprice('An Hour Before the Rain')
  expect([field.value, mayPayMore.checked]).toEqual(['2.00', true])
  await user.click(mayPayMore)
  await submit()
  const { id, price } = workByTitle('An Hour Before the Rain')
  await waitFor(() => expect(asked()).toEqual({ id, price }))
})

test('a price is reduced to less, until the end of a day', async () => {
  const { dialog, submit, asked } = await reprice('Paper Streets')
  const lower = dialog.getByLabelText('Reduced price')
  await user.type(lower, '1.50')
  expect(dialog.getByText('Write an amount that is less than the price.')).toBeDefined()
  await user.clear(lower)
  await user.type(lower, '0.90')
  expect(dialog.getByText('Choose a day that is not over yet.')).toBeDefined()
  const day = `${new Date().getFullYear() + 1}-01-31`
  await user.type(dialog.getByLabelText('Until'), day)
  await submit()
  const until = new Date(new Date().getFullYear() + 1, 1, 1).getTime()
  const { id, price } = workByTitle('Paper Streets')
  await waitFor(() => expect(asked()).toEqual({ id, price, reduced: { price: tokens(0.9), until } }))
})

test('a reduction may begin on a day to come, and is shown as it will be', async () => {
  const { dialog, submit, asked } = await reprice('Second-hand Weather')
  const field = (name: string) => dialog.getByLabelText<HTMLInputElement>(name)
  const fields = ['Reduced price', 'From', 'Until'].map((name) => field(name).value)
  expect(fields).toEqual(['0.90', '2026-12-18', '2026-12-24'])
  const year = new Date().getFullYear() + 1
  fireEvent.change(field('Until'), { target: { value: `${year}-01-31` } })
  fireEvent.change(field('From'), { target: { value: `${year}-02-01` } })
  expect(dialog.getByText('Choose a day before the end.')).toBeDefined()
  fireEvent.change(field('From'), { target: { value: `${year}-01-31` } })
  await submit()
  const [from, until] = [new Date(year, 0, 31), new Date(year, 1, 1)].map((day) => day.getTime())
  await waitFor(() => expect(asked()).toMatchObject({ reduced: { price: tokens(0.9), from, until } }))
})

test('a plus that is typed says so too, and what nothing means is said', async () => {
  const { dialog, field, mayPayMore, submit, asked } = await reprice('Paper Streets')
  await user.clear(field)
  await user.type(field, '0')
  expect(dialog.getByText('0 gives it away.')).toBeDefined()
  await user.type(field, '+')
  expect([field.value, mayPayMore.checked]).toEqual(['0', true])
  expect(dialog.getByText('People name their price, and may pay nothing.')).toBeDefined()
  await submit()
  await waitFor(() => expect(asked()).toMatchObject({ price: tokens(0), orMore: true }))
})

test('what is written in a table is a price, a minimum or neither', () => {
  const token = { symbol: 'T', decimals: 2 }
  expect(parsePriceInput('2', token)).toEqual({ price: 200n })
  expect(parsePriceInput(' 2,50+ ', token)).toEqual({ price: 250n, orMore: true })
  expect(parsePriceInput('0+', token)).toEqual({ price: 0n, orMore: true })
  for (const text of ['', '+', '2++', '+2', '2.505+', '-1'])
    expect(parsePriceInput(text, token)).toBeUndefined()
})
