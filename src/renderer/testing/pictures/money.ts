import { noHub } from '../fixtures/app.ts'
import { connectingNow, refusedConnection } from '../fixtures/money.ts'
import type { Picture } from '../pictures.ts'
import { emptyWorld } from '../world.ts'
import { statesOf } from './states.ts'

/** Screens of money, sales and rights. */
export const moneyPictures: readonly Picture[] = [
  ...statesOf('wallet', '/wallet', ['wallet', 'payments', 'snapshotState']),
  { id: 'wallet.noHub', path: '/wallet', world: { status: noHub } },
  { id: 'wallet.activity', path: '/wallet', acts: [{ scrollTo: 'Activity' }] },
  { id: 'wallet.details', path: '/wallet', acts: [{ open: 'Exact terms' }] },
  {
    id: 'wallet.deposit',
    path: '/wallet',
    acts: [{ press: 'Put in' }, { fill: 'Amount', text: '25' }],
  },
  {
    id: 'wallet.withdrawTooMuch',
    path: '/wallet',
    acts: [{ press: 'Take out' }, { fill: 'Amount', text: '2500' }],
  },
  { id: 'wallet.close', path: '/wallet', acts: [{ press: 'Close' }] },
  {
    id: 'wallet.send',
    path: '/wallet',
    acts: [{ press: 'Send' }, { fill: 'To', text: 'Ana' }],
  },
  {
    id: 'wallet.connecting',
    path: '/wallet',
    world: { ...emptyWorld, connection: connectingNow },
  },
  {
    id: 'wallet.connectFailed',
    path: '/wallet',
    world: { ...emptyWorld, connection: refusedConnection },
  },
  ...statesOf('sales', '/sales', ['sales']),
  { id: 'sales.works', path: '/sales', acts: [{ tab: 'By work' }] },
  { id: 'sales.purchases', path: '/sales', acts: [{ tab: 'What you bought' }] },
  ...statesOf('access', '/access', ['grants', 'joinedPolicies']),
  { id: 'access.joined', path: '/access', acts: [{ tab: 'Given to you' }] },
  { id: 'access.revoke', path: '/access', acts: [{ press: 'Take back' }] },
  { id: 'access.menu', path: '/access', acts: [{ menu: 'Paper Streets' }] },
]
