import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { BuskerError } from '../../../shared/errors.ts'
import { subjectOfArtist, subjectOfWork } from '../../../shared/ids.ts'
import { workByTitle } from '../../testing/fixtures/works.ts'
import { renderPage } from '../../testing/renderApp.tsx'
import { useReportStore } from './reportStore.ts'

const user = userEvent.setup()
afterEach(() => {
  cleanup()
  useReportStore.setState({ asked: null })
})

const work = workByTitle('The Ferryman’s Daughter')
const subject = subjectOfWork(work.kind, work.id)

test('a work is reported with a reason and a few words, and who reads it is said before', async () => {
  const { bridge } = renderPage(`/work/${work.label}`)
  await user.click(await screen.findByRole('button', { name: 'Report…' }))
  const dialog = within(await screen.findByRole('dialog', { name: `Report “${work.title}”` }))
  expect(dialog.getByText(/operator reads it, with your account under it/)).toBeDefined()
  await user.selectOptions(dialog.getByRole('combobox', { name: 'What is wrong' }), 'impersonation')
  await user.type(dialog.getByRole('textbox', { name: 'What the operator should know' }), 'See my site')
  await user.click(dialog.getByRole('button', { name: 'Send the report' }))
  expect(await screen.findByText('The hub’s operator has your report.')).toBeDefined()
  const [call] = bridge.calls.filter(({ method }) => method === 'report')
  expect(call?.input).toEqual({ subject, reason: 'impersonation', text: 'See my site' })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('more words than an operator reads are not sent', async () => {
  renderPage(`/work/${work.label}`)
  await user.click(await screen.findByRole('button', { name: 'Report…' }))
  const text = await screen.findByRole('textbox', { name: 'What the operator should know' })
  await user.click(text)
  await user.paste('x'.repeat(501))
  expect(screen.getByText('At most 500 characters.')).toBeDefined()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send the report' }).disabled).toBe(true)
})

test('an artist is reported, and a report that is refused stays with the reason', async () => {
  renderPage(`/artist/${work.artist}`, {
    handlers: {
      report: () => Promise.reject(new BuskerError('HUB_RATE_LIMIT', 'Ask again in 360 seconds.')),
    },
  })
  await user.click(await screen.findByRole('button', { name: 'Report…' }))
  await user.click(await screen.findByRole('button', { name: 'Send the report' }))
  expect(await screen.findByText('The report was not sent')).toBeDefined()
  expect(screen.getByText(/Ask again in 360 seconds/)).toBeDefined()
})

test('what the hub leaves out says so on its page, with the operator’s reason and what stays', async () => {
  const block = { subject: subjectOfArtist(work.artist), reason: 'Sells music of others', time: 1 }
  renderPage(`/work/${work.label}`, { fixture: { hubBlocks: [block] } })
  const notice = await screen.findByRole('note')
  expect(notice.textContent).toContain('Sells music of others')
  expect(notice.textContent).toContain('what you own stays yours')
  cleanup()
  renderPage(`/work/${work.label}`)
  await screen.findByRole('button', { name: 'Report…' })
  expect(screen.queryByRole('note')).toBeNull()
})
