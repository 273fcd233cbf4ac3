import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { BuskerError } from '../../../shared/errors.ts'
import { toAmount } from '../../../shared/money.ts'
import { wallet } from '../../testing/fixtures/money.ts'
import type { FixtureBridge, Scenario } from '../../testing/fixtureBridge.ts'
import { renderPage } from '../../testing/renderApp.tsx'

const user = userEvent.setup()
afterEach(cleanup)
const to = '0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045'
const other = '0x52908400098527886E0F7030069857D2E4169EE7'

const sent = (bridge: FixtureBridge) =>
  bridge.calls.filter(({ method }) => method === 'sendFromAccount').map(({ input }) => input)

/** Opens the dialog, fills it in and asks for the fee. */
async function askFor(amount: string, scenario: Scenario = {}) {
  const { bridge } = renderPage('/wallet', scenario)
  await user.click(await screen.findByRole('button', { name: 'Send from account' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.type(dialog.getByRole('textbox', { name: 'To' }), to)
  await user.type(dialog.getByRole('textbox', { name: 'Amount' }), amount)
  await user.click(dialog.getByRole('button', { name: 'Go on' }))
  return { bridge, dialog }
}

describe('money out of the account', () => {
  test('is what the fee was asked for and shown, whatever is typed while the chain is asked', async () => {
    const quote = Promise.withResolvers<void>()
    const { bridge, dialog } = await askFor('25', {
      handlers: {
        quoteTransfer: async (input) => {
          await quote.promise
          return { to: input.to, fee: toAmount(42n * 10n ** 12n) }
        },
      },
    })
    await user.selectOptions(dialog.getByRole('combobox', { name: 'What' }), 'coin')
    await user.clear(dialog.getByRole('textbox', { name: 'To' }))
    await user.type(dialog.getByRole('textbox', { name: 'To' }), other)
    await user.type(dialog.getByRole('textbox', { name: 'Amount' }), '0')
    act(() => quote.resolve())
    const what = await dialog.findByRole('status', { name: 'What will be sent' })
    expect(what.textContent).toContain('25 tUSD')
    expect(what.textContent).toContain(to)
    await user.click(dialog.getByRole('button', { name: 'Send it' }))
    await waitFor(() =>
      expect(sent(bridge)).toEqual([
        expect.objectContaining({ to, asset: 'token', amount: 25n * 10n ** 18n }),
      ]),
    )
  })

  test('is shown as it is understood, not as it was typed', async () => {
    const { dialog } = await askFor('1,500')
    const what = await dialog.findByRole('status', { name: 'What will be sent' })
    expect(what.textContent).toContain('1.5 tUSD')
    expect(what.textContent).not.toContain('1,500')
  })

  test('stays one transfer when the balances can’t be read meanwhile', async () => {
    let isAway = false
    let isRefused = true
    const { bridge, dialog } = await askFor('25', {
      handlers: {
        wallet: async () => {
          if (isAway) throw new BuskerError('PROCESS_NOT_RUNNING', 'The payments do not answer.')
          return wallet
        },
        sendFromAccount: async () => {
          if (isRefused) throw new BuskerError('RAIDEN_CHAIN_UNREACHABLE', 'The chain does not answer.')
          return await new Promise<never>(() => {})
        },
      },
    })
    await user.click(await dialog.findByRole('button', { name: 'Send it' }))
    await dialog.findByRole('alert')
    isAway = true
    isRefused = false
    act(() => bridge.emit('node.part', { name: 'raiden', state: 'failed' }))
    await screen.findByText('Your balances are not known right now')
    await user.click(await dialog.findByRole('button', { name: 'Send it' }))
    await waitFor(() => expect(sent(bridge)).toHaveLength(2))
    const [first, second] = sent(bridge)
    expect(second).toEqual(first)
  })
})

describe('while money is on its way', () => {
  const close = () => {
    const dialog = screen.getByRole<HTMLDialogElement>('dialog')
    fireEvent(dialog, new Event('cancel', { cancelable: true }))
    fireEvent.mouseDown(dialog)
    // What Chromium does at a second Escape, without asking.
    act(() => dialog.close())
    return dialog
  }

  test('the dialog that sends it out of the account stays', async () => {
    const { dialog } = await askFor('25', { hanging: ['sendFromAccount'] })
    await user.click(await dialog.findByRole('button', { name: 'Send it' }))
    await dialog.findByRole('button', { name: 'Sending…' })
    expect(close().open).toBe(true)
    expect(dialog.getByRole('button', { name: 'Close' }).hasAttribute('disabled')).toBe(true)
    expect(dialog.getByRole('button', { name: 'Change it' }).hasAttribute('disabled')).toBe(true)
    expect(screen.getByRole('dialog')).toBeDefined()
  })

  test('so does the one of a tip', async () => {
    renderPage('/wallet', { hanging: ['send'] })
    await user.click(await screen.findByRole('button', { name: 'Send' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Send' }))
    await user.type(dialog.getByRole('textbox', { name: 'To' }), to)
    await user.type(dialog.getByRole('textbox', { name: 'Amount' }), '5')
    await waitFor(() => expect(dialog.getByText('Left after').nextSibling?.textContent).toContain('tUSD'))
    await user.click(dialog.getByRole('button', { name: 'Send' }))
    await dialog.findByRole('button', { name: 'Sending…' })
    expect(close().open).toBe(true)
    expect(dialog.getByRole('button', { name: 'Leave it' }).hasAttribute('disabled')).toBe(true)
  })

  test('a dialog that sends nothing closes at once', async () => {
    const { dialog } = await askFor('25')
    await dialog.findByRole('button', { name: 'Send it' })
    fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
