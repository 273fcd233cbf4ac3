import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { CheckedReceipt } from '../../../shared/api/receipts.ts'
import { BuskerError } from '../../../shared/errors.ts'
import { addressOf, tokens } from '../../testing/fixtures/seededValues.ts'
import { me, workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { useReceiptStore } from './receiptStore.ts'

const user = userEvent.setup()
const work = workByTitle('Salt')
const genuine: CheckedReceipt = {
  seller: work.artist,
  buyer: me,
  recipient: me,
  label: work.label,
  manifest: work.manifest,
  amount: tokens(1.5),
  chainId: 31_337,
  tokenNetwork: addressOf('token network'),
  title: 'Salt',
  artistName: 'Maren Holt',
  isOnThisNetwork: true,
}
const page = new File(['<h1>Everything for 1,000,000</h1>'], 'receipt.html', { type: 'text/html' })
const holding = (receipt: Partial<CheckedReceipt> = {}) => ({
  handlers: { verifyReceipt: async () => ({ ...genuine, ...receipt }) },
})

afterEach(() => {
  useReceiptStore.getState().close()
  cleanup()
})

const drop = (...files: readonly File[]) => {
  const items = files.map(({ type }) => ({ kind: 'file', type }))
  return fireEvent.drop(document.body, { dataTransfer: { files, items, types: ['Files'] } })
}
const dialog = async () => within(await screen.findByRole('dialog', { name: 'Check a receipt' }))

test('a receipt that is dropped on the window is checked, and said in words', async () => {
  const { bridge } = renderPage('/', holding())
  await screen.findByRole('heading', { level: 1 })
  drop(page)
  const said = await dialog()
  expect(await said.findByText('It holds.')).toBeDefined()
  expect(said.getByText(/^You paid/).textContent).toMatch(/^You paid 0x.+ 1\.50\s?tUSD for Salt\.$/)
  expect(said.queryByText(/This receipt is of others/)).toBeNull()
  expect(bridge.calls.find(({ method }) => method === 'verifyReceipt')?.input).toEqual({
    receipt: '<h1>Everything for 1,000,000</h1>',
  })
  expect(said.queryByText(/Everything/)).toBeNull()
})

test('a receipt is chosen by keyboard, from the palette’s command on', async () => {
  const { bridge } = renderPage('/', holding())
  await screen.findByRole('heading', { level: 1 })
  bridge.emit('app.command', { command: 'checkReceipt' })
  const said = await dialog()
  said.getByRole('button', { name: 'Choose a file…' }).focus()
  const input = document.querySelector<HTMLInputElement>('input[type=file]')
  await user.upload(input as HTMLInputElement, page)
  expect(await said.findByText('It holds.')).toBeDefined()
  expect(said.getByRole('button', { name: 'Check another…' })).toBeDefined()
})

test('a receipt of others holds, and is said to be theirs', async () => {
  const others = { buyer: addressOf('bo'), recipient: addressOf('bo'), title: null, artistName: null }
  renderPage('/', holding({ ...others, isOnThisNetwork: false }))
  await screen.findByRole('heading', { level: 1 })
  drop(page)
  const said = await dialog()
  const sentence = (await said.findByText('a work that your Busker does not know')).closest('p')
  expect(sentence?.textContent).toMatch(/ paid .+ \d+ base units of another token for a work/)
  expect(said.getByText(/This receipt is of others/)).toBeDefined()
})

test('what was given to oneself, and what one sold, is said to be', async () => {
  const { unmount } = renderPage('/', holding({ buyer: addressOf('bo') }))
  await screen.findByRole('heading', { level: 1 })
  drop(page)
  expect(await (await dialog()).findByText(/It was given to you\./)).toBeDefined()
  useReceiptStore.getState().close()
  unmount()
  renderPage('/', holding({ seller: me, buyer: addressOf('bo'), recipient: addressOf('bo') }))
  await screen.findByRole('heading', { level: 1 })
  drop(page)
  expect(await (await dialog()).findByText(/paid you/)).toBeDefined()
})

test('what proves nothing is said to, with the reason', async () => {
  const message = 'There is more than one receipt in this file.'
  renderPage('/', {
    handlers: { verifyReceipt: () => Promise.reject(new BuskerError('RECEIPT_AMBIGUOUS', message)) },
  })
  await screen.findByRole('heading', { level: 1 })
  drop(page)
  const said = await dialog()
  expect(await said.findByText('It proves nothing')).toBeDefined()
  expect(said.getByText(new RegExp(message))).toBeDefined()
  expect(said.queryByText('It holds.')).toBeNull()
})

test('a huge file is not even read, and several files or music are none of its business', async () => {
  const { bridge } = renderPage('/', holding())
  await screen.findByRole('heading', { level: 1 })
  drop(page, page)
  drop(new File(['x'], 'song.flac', { type: 'audio/flac' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  drop(new File([new Uint8Array(1024 * 1024 + 1)], 'receipt.html', { type: 'text/html' }))
  expect(await (await dialog()).findByText('It proves nothing')).toBeDefined()
  expect(bridge.calls.some(({ method }) => method === 'verifyReceipt')).toBe(false)
})

test('of two files in a row the last is the one that is shown', async () => {
  const first = Promise.withResolvers<CheckedReceipt>()
  let asked = 0
  renderPage('/', {
    handlers: {
      verifyReceipt: async () => ((asked += 1) === 1 ? first.promise : { ...genuine, title: 'Second Chair' }),
    },
  })
  await screen.findByRole('heading', { level: 1 })
  drop(page)
  await waitFor(() => expect(asked).toBe(1))
  drop(page)
  const said = await dialog()
  expect(await said.findByText('Second Chair')).toBeDefined()
  first.resolve(genuine)
  await waitFor(() => expect(said.queryByText('Salt')).toBeNull())
})

test('the receipt of what one bought is saved from its menu in the library', async () => {
  const { bridge } = renderPage('/library')
  const row = await screen.findByRole('row', { name: /^Harbour Lights/ })
  fireEvent.contextMenu(row)
  await user.click(await screen.findByRole('menuitem', { name: 'Save the receipt…' }))
  await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'app.saveReceipt')).toBe(true))
})

test('a receipt that was opened outside of the page is checked, also one that waited for it; one that holds is noted', async () => {
  const waiting = ['abc']
  const { bridge } = renderPage('/', {
    handlers: {
      verifyReceipt: async () => genuine,
      'app.takeReceipt': async () => ({ text: waiting.shift() ?? null }),
    },
  })
  const said = await dialog()
  expect(await said.findByText('It holds.')).toBeDefined()
  waiting.push('def')
  bridge.emit('app.receiptOpened', {})
  const checked = () =>
    bridge.calls.filter(({ method }) => method === 'verifyReceipt').map(({ input }) => input)
  await waitFor(() => expect(checked()).toEqual([{ receipt: 'abc' }, { receipt: 'def' }]))
  drop(page)
  const noted = () =>
    bridge.calls.filter(({ method }) => method === 'app.noteReceipt').map(({ input }) => input)
  await waitFor(() => expect(noted()).toEqual([{ file: '/home/ana/Music/receipt.html' }]))
})

test('what could not be opened from outside is said on whatever page', async () => {
  const { bridge } = renderPage('/wallet')
  await screen.findByRole('heading', { level: 1 })
  bridge.emit('app.notOpened', { problem: { code: 'DOCUMENT_UNKNOWN', message: 'This file is no receipt.' } })
  expect(await screen.findByText('This file is no receipt.')).toBeDefined()
})
