import { BuskerError } from '../../shared/errors.ts'
import { lockFolder } from '../folderLock.ts'
import { serveParent } from '../serveParent.ts'
import { echoContract } from './echoContract.ts'

serveParent(echoContract, async ({ secret, refuse, folder }, emit) => {
  process.stdout.write('opening\n')
  if (refuse) throw new BuskerError('VAULT_LOCKED', 'The echo was told to refuse.')
  if (folder !== undefined) await lockFolder(folder, { leftovers: 'end', patienceMs: 100 })
  const alive = setInterval(() => undefined, 1_000)
  return {
    ready: { pid: process.pid, secretLength: secret.length },
    handlers: {
      double: async (value) => {
        emit('doubled', value * 2n)
        return value * 2n
      },
      refuse: async () => {
        throw new BuskerError('VAULT_LOCKED', 'No.')
      },
      fillDisk: async () => {
        void Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }))
        return null
      },
      loseState: async () => {
        process.nextTick(() => {
          throw new BuskerError('RAIDEN_STATE_DAMAGED', 'It was changed.')
        })
        return null
      },
      die: async () => {
        process.stderr.write('last words\n')
        process.kill(process.pid, 'SIGKILL')
        return null
      },
      environment: async () => Object.keys(process.env),
    },
    stop: async () => clearInterval(alive),
  }
})
