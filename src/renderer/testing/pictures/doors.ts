import { networks, open } from '../fixtures/app.ts'
import { longNames } from '../fixtures/longNames.ts'
import { connectingNow } from '../fixtures/money.ts'
import type { Picture } from '../pictures.ts'
import { emptyWorld } from '../world.ts'
import { statesOf } from './states.ts'

const fresh = { ...open, phase: 'new', network: null } as const
const locked = { ...open, phase: 'locked' } as const
const problem = {
  code: 'VAULT_TAMPERED',
  message: 'The vault file was changed by something else. Restore it from a copy, or with your 24 words.',
} as const

const noChain = {
  code: 'NETWORK_CHAIN_UNKNOWN',
  message: 'The chain of this network does not answer at its address. Check the network, then open again.',
} as const

export const doorPictures: readonly Picture[] = [
  { id: 'welcome.new', world: { app: fresh } },
  { id: 'welcome.network', world: { app: fresh }, acts: [{ press: 'Start for real' }] },
  { id: 'welcome.restore', world: { app: fresh }, acts: [{ press: 'I have my words' }] },
  {
    id: 'welcome.loading',
    world: { app: fresh },
    hanging: ['app.networks'],
    acts: [{ press: 'Start for real' }],
  },
  {
    id: 'welcome.error',
    world: { app: fresh },
    errors: {
      'app.openVault': {
        code: 'VAULT_FOLDER',
        message: 'The folder for your keys cannot be written. Free some space, then try again.',
      },
    },
    acts: [{ press: 'Try it' }],
  },
  {
    id: 'welcome.long',
    world: { app: fresh, networks: longNames.networks ?? networks },
    acts: [{ press: 'Start for real' }],
  },
  { id: 'locked.plain', world: { app: locked } },
  { id: 'locked.error', world: { app: { ...locked, problem } } },
  {
    id: 'opening.error',
    world: { app: { ...open, phase: 'opening', problem: noChain } },
  },
  { id: 'welcome.noLocal', world: { app: fresh, networks: networks.filter(({ isLocal }) => !isLocal) } },
  { id: 'welcome.noNetwork', world: { app: fresh, networks: [] }, acts: [{ press: 'Start' }] },
  { id: 'opening.plain', world: { app: { ...open, phase: 'opening' } } },
  ...statesOf('start', '/start', ['wallet', 'library']),
  {
    id: 'start.connecting',
    path: '/start',
    world: { ...emptyWorld, connection: connectingNow },
  },
]
