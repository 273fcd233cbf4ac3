import { expect, test } from 'vitest'
import type { ProcessState } from '../../process/supervisedProcess.ts'
import type { Channel } from '../../raiden/raidenContract.ts'
import { BuskerError } from '../../shared/errors.ts'
import { OpenChannels } from './openChannels.ts'

const channel = (id: number, state: Channel['state']) => ({ id, state }) as Channel

function hangingRaiden() {
  let tell: (channels: Channel[]) => void = () => undefined
  let state: ProcessState = { state: 'running' }
  return {
    raiden: {
      get state() {
        return state
      },
      channels: async () => {
        if (state.state === 'running') return new Promise<Channel[]>(() => undefined)
        throw new BuskerError('PROCESS_NOT_RUNNING', 'It does not run.')
      },
      onChannels: (listener: (channels: Channel[]) => void) => {
        tell = listener
        return () => undefined
      },
    },
    tell: (channels: Channel[]) => tell(channels),
    crash: () => (state = { state: 'stopped' }),
  }
}

test('channels are answered from memory while Raiden hangs, and refused where it does not run', async () => {
  const { raiden, tell, crash } = hangingRaiden()
  const channels = new OpenChannels(raiden)
  await channels.start()
  tell([channel(1, 'open'), channel(2, 'closed')])
  expect(await channels.list()).toEqual([channel(1, 'open')])
  tell([channel(1, 'open'), channel(3, 'open')])
  expect(await channels.list()).toHaveLength(2)
  crash()
  await expect(channels.list()).rejects.toMatchObject({ code: 'PROCESS_NOT_RUNNING' })
})
