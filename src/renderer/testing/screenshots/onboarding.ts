import {
  commons,
  invited,
  invitedByOperator,
  networks,
  openState,
  preferences,
  trialState,
} from '../fixtures/app.ts'
import { longNames } from '../fixtures/longNames.ts'
import { connectingNow } from '../fixtures/money.ts'
import type { Screenshot } from './screenshot.ts'
import { emptyFixture } from '../appFixture.ts'
import { screenStates } from './screenStates.ts'

const newState = { ...openState, phase: 'new', network: null } as const
const lockedState = { ...openState, phase: 'locked' } as const
const problem = {
  code: 'VAULT_EDITED',
  message: 'The vault file was changed by something else. Restore it from a copy, or with your 24 words.',
} as const

const noChain = {
  code: 'NETWORK_OTHER',
  message:
    'The network “The Quay” names other contracts than those that the money of this data folder lies in. It goes on with the old profile, or with another data folder.',
} as const

const noKey = {
  code: 'VAULT_KEY_FILE',
  message:
    'The key beside the vault can’t be read: /home/ana/.config/Busker/vault.key. The vault was not opened. Put the key back that was there, or begin anew: only play money hangs on it.',
} as const

const noPassphrase = {
  code: 'VAULT_NO_PASSPHRASE',
  message:
    'Write your 24 words down and choose a passphrase first: until then these keys open by themselves, and are for play money alone.',
} as const

export const onboardingScreenshots: readonly Screenshot[] = [
  { id: 'welcome.new', fixture: { app: newState } },
  { id: 'welcome.network', fixture: { app: newState }, actions: [{ press: 'Start for real' }] },
  { id: 'welcome.restore', fixture: { app: newState }, actions: [{ press: 'I have my words' }] },
  {
    id: 'welcome.copy',
    fixture: { app: newState },
    actions: [{ press: 'I have my words' }, { press: 'Choose the file' }],
  },
  {
    id: 'welcome.copyRefused',
    fixture: { app: newState },
    errors: {
      'app.chooseCopy': {
        code: 'SNAPSHOT_NO_FILE',
        message: '/home/ana/photo.jpg is not a whole snapshot of Busker. Choose another file.',
      },
    },
    actions: [{ press: 'I have my words' }, { press: 'Choose the file' }],
  },
  {
    id: 'welcome.contracts',
    fixture: { app: newState },
    actions: [{ press: 'Start for real' }, { open: 'Details' }],
  },
  {
    id: 'welcome.contractsWrong',
    fixture: { app: newState },
    errors: {
      'app.checkNetwork': {
        code: 'NETWORK_CONTRACTS_WRONG',
        message:
          'What is at 0x4444444444444444444444444444444444444444 is not Raiden’s TokenNetwork. Money paid in there could be lost. Nothing was joined. Do not trust this profile.',
      },
    },
    actions: [{ press: 'Start for real' }],
  },
  {
    id: 'welcome.loading',
    fixture: { app: newState },
    hanging: ['app.networks'],
    actions: [{ press: 'Start for real' }],
  },
  {
    id: 'welcome.error',
    fixture: { app: newState },
    errors: {
      'app.openVault': {
        code: 'INTERNAL_ERROR',
        message: 'The folder for your keys cannot be written. Free some space, then try again.',
      },
    },
    actions: [{ press: 'Try it' }],
  },
  {
    id: 'welcome.long',
    fixture: { app: newState, networks: longNames.networks ?? networks },
    actions: [{ press: 'Start for real' }],
  },
  { id: 'invitation.new', fixture: { app: newState, invitation: invited } },
  { id: 'invitation.operator', fixture: { app: newState, invitation: invitedByOperator } },
  { id: 'invitation.open', path: '/wallet', fixture: { invitation: invitedByOperator } },
  { id: 'invitation.trial', path: '/wallet', fixture: { app: trialState, invitation: invited } },
  {
    id: 'invitation.loading',
    fixture: { app: newState, invitation: invited },
    hanging: ['app.readInvitation'],
  },
  {
    id: 'invitation.error',
    fixture: { app: newState, invitation: invited },
    errors: {
      'app.readInvitation': {
        code: 'INVITATION_FORGED',
        message: 'The hub gives another network than the invitation names. Nothing was joined.',
      },
    },
  },
  { id: 'invitation.paste', fixture: { app: newState }, actions: [{ press: 'I have an invitation' }] },
  { id: 'locked.plain', fixture: { app: lockedState } },
  { id: 'locked.error', fixture: { app: { ...lockedState, problem } } },
  { id: 'locked.trial', fixture: { app: { ...trialState, phase: 'locked', problem: noKey } } },
  {
    id: 'opening.trial',
    fixture: { app: { ...trialState, phase: 'opening', network: commons, problem: noPassphrase } },
  },
  {
    id: 'opening.error',
    fixture: { app: { ...openState, phase: 'opening', problem: noChain } },
  },
  { id: 'welcome.noLocal', fixture: { app: newState, networks: networks.filter(({ isLocal }) => !isLocal) } },
  { id: 'welcome.noNetwork', fixture: { app: newState, networks: [] }, actions: [{ press: 'Start' }] },
  { id: 'opening.plain', fixture: { app: { ...openState, phase: 'opening' } } },
  ...screenStates('start', '/start', ['wallet', 'library']),
  {
    id: 'start.artist',
    path: '/start',
    fixture: { ...emptyFixture, preferences: { ...preferences, role: 'artist' } },
  },
  {
    id: 'start.listener',
    path: '/start',
    fixture: { ...emptyFixture, preferences: { ...preferences, role: 'listener' } },
  },
  { id: 'start.trial', path: '/start', fixture: { ...emptyFixture, app: trialState } },
  { id: 'discover.trial', path: '/', fixture: { app: trialState } },
  {
    id: 'start.connecting',
    path: '/start',
    fixture: { ...emptyFixture, connection: connectingNow },
  },
]
