import { expect, test } from 'vitest'
import { rejectOnSignal } from './rejectOnSignal.ts'

test('a signal stops the demo in order', async () => {
  const { stopped, forget } = rejectOnSignal()
  process.emit('SIGHUP', 'SIGHUP')
  await expect(stopped).rejects.toMatchObject({ code: 'DEMO_STOPPED' })
  forget()
})
