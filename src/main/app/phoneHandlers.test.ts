import { expect, test, vi } from 'vitest'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { PhoneStartApi, PhoneView } from '../../shared/api/phone.ts'
import type { Question } from '../guard/confirmations.ts'
import { appPhoneHandlers } from './phoneHandlers.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
const view: PhoneView = {
  addresses: [
    { name: 'wlan0', address: '192.168.1.20', isPrivate: true },
    { name: 'eth0', address: '203.0.113.7', isPrivate: false },
  ],
  listening: null,
}

function setUp(answer: boolean) {
  const startPhone = vi.fn<ApiHandlers<PhoneStartApi>['startPhone']>(async () => view)
  const confirm = vi.fn<(question: Question) => Promise<boolean>>(async () => answer)
  const handlers = appPhoneHandlers({
    host: { open: { handlers: { phone: async () => view, startPhone } } },
    dialogs: { confirm },
  })
  return { start: (address: string) => handlers['app.startPhone']({ address }, context), startPhone, confirm }
}

test('nothing listens unless the person says so to Busker itself', async () => {
  const refused = setUp(false)
  expect(await refused.start('192.168.1.20')).toBeNull()
  expect(refused.startPhone).not.toHaveBeenCalled()
  const agreed = setUp(true)
  expect(await agreed.start('192.168.1.20')).toEqual(view)
  expect(agreed.startPhone).toHaveBeenCalledWith({ address: '192.168.1.20' }, context)
})

test('who chooses an address that the whole internet may reach is told so', async () => {
  const detailOf = async (address: string) => {
    const { start, confirm } = setUp(false)
    await start(address)
    return confirm.mock.calls[0]?.[0].detail
  }
  expect(await detailOf('192.168.1.20')).not.toContain('internet')
  expect(await detailOf('203.0.113.7')).toContain('203.0.113.7 is no private address')
  expect(await detailOf('198.51.100.1')).toContain('the whole internet may reach it')
})
