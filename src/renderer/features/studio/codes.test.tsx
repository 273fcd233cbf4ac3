import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()

afterEach(cleanup)

async function openCodes() {
  const shown = renderPage('/studio')
  const works = within(await screen.findByRole('grid', { name: 'Your works on sale' }))
  await user.pointer({ keys: '[MouseRight]', target: works.getByText('Second-hand Weather') })
  await user.click(await screen.findByRole('menuitem', { name: 'Codes…' }))
  const dialog = within(await screen.findByRole('dialog'))
  const asked = (method: string) => shown.bridge.calls.find((call) => call.method === method)?.input
  return { dialog, asked }
}

test('codes are made for a number of people, until the end of a day', async () => {
  const { dialog, asked } = await openCodes()
  const count = dialog.getByLabelText('How many')
  await user.clear(count)
  await user.type(count, '1001')
  expect(dialog.getByText('Write a number from 1 to 1000.')).toBeDefined()
  await user.clear(count)
  await user.type(count, '3')
  const year = new Date().getFullYear() + 1
  fireEvent.change(dialog.getByLabelText('Until'), { target: { value: `${year}-01-31` } })
  await user.click(dialog.getByRole('button', { name: 'Make codes' }))
  const { id } = workByTitle('Second-hand Weather')
  const until = new Date(year, 1, 1).getTime()
  await waitFor(() => expect(asked('makeCodes')).toEqual({ id, count: 3, until }))
})

test('those that are open are copied as a list with the link of the work, and can be ended', async () => {
  const { dialog, asked } = await openCodes()
  expect(await dialog.findByText(/^\d of 3 open$/)).toBeDefined()
  expect(dialog.getByText('redeemed')).toBeDefined()
  await user.click(dialog.getByRole('button', { name: 'End the open ones' }))
  await waitFor(() => expect(asked('endCodes')).toEqual({ id: workByTitle('Second-hand Weather').id }))
})

test('they are saved as a file for a spreadsheet', async () => {
  const { dialog, asked } = await openCodes()
  await user.click(await dialog.findByRole('button', { name: 'Save as CSV…' }))
  await waitFor(() =>
    expect(asked('app.saveCodes')).toEqual({ label: workByTitle('Second-hand Weather').label }),
  )
})
