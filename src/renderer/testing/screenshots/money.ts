import { contacts } from '../fixtures/contacts.ts'
import { shortName } from '../../../shared/shortNames.ts'
import { clockWrong, noHub } from '../fixtures/app.ts'
import {
  connectingNow,
  lateAnswer,
  owedSales,
  purchases,
  refusedConnection,
  thankedPurchases,
  unwatched,
} from '../fixtures/money.ts'
import { givenOrder, presentTo } from '../fixtures/gifts.ts'
import { greetedSales, refundedSales } from '../fixtures/answeredSales.ts'
import { inEuros, realMoney, settling } from '../fixtures/realMoney.ts'
import { fewKeepers, noKeepers } from '../fixtures/keepers.ts'
import type { Screenshot, ScreenshotAction } from './screenshot.ts'
import { emptyFixture } from '../appFixture.ts'
import { screenStates } from './screenStates.ts'

const sendOutTo = (account: string): readonly ScreenshotAction[] => [
  { press: 'Send from account' },
  { fill: 'To', text: account },
  { fill: 'Amount', text: '25' },
  { press: 'Go on' },
]

/** Screens of money, sales and rights. */
export const moneyScreenshots: readonly Screenshot[] = [
  ...screenStates('wallet', '/wallet', ['wallet', 'payments', 'snapshotState']),
  { id: 'wallet.noHub', path: '/wallet', fixture: { status: noHub } },
  {
    id: 'wallet.receive',
    path: '/wallet',
    actions: [{ press: 'Receive' }, { fill: 'Amount, if you want it in a link', text: '20' }],
  },
  {
    id: 'wallet.sendOut',
    path: '/wallet',
    actions: sendOutTo('0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045'),
  },
  {
    id: 'wallet.sendOutRefused',
    path: '/wallet',
    errors: {
      quoteTransfer: {
        code: 'WALLET_ADDRESS_WRONG',
        message:
          'This is no address, or one with a slip in it: its checksum does not fit. Nothing was sent. Copy it again from whoever gave it to you.',
      },
    },
    actions: sendOutTo('0xd8da6BF26964aF9D7eEd9e03E53415D37aA96045'),
  },
  { id: 'wallet.activity', path: '/wallet', actions: [{ scrollTo: 'Activity' }] },
  {
    id: 'wallet.activity.fees',
    path: '/wallet',
    actions: [{ press: 'Fees' }, { scrollTo: 'Activity' }],
  },
  {
    id: 'wallet.activity.nothingFits',
    path: '/wallet',
    actions: [{ fill: 'Find in the activity', text: 'zydeco' }, { scrollTo: 'Activity' }],
  },
  {
    id: 'purchases.order',
    path: `/purchases?order=${purchases[2]?.id ?? ''}`,
  },
  {
    id: 'wallet.unwatched',
    path: '/wallet',
    fixture: { towers: unwatched },
    actions: [{ scrollTo: 'While you are away' }],
  },
  { id: 'wallet.towers', path: '/wallet', actions: [{ open: 'Towers' }] },
  { id: 'wallet.lateAnswer', path: '/wallet', fixture: { watchedChannels: [lateAnswer] } },
  {
    id: 'wallet.lost',
    path: '/wallet',
    fixture: { watchedChannels: [{ ...lateAnswer, state: 'finished' }] },
  },
  { id: 'wallet.realMoney', path: '/wallet', fixture: realMoney },
  { id: 'wallet.inEuros', path: '/wallet', fixture: inEuros },
  {
    id: 'wallet.inEuros.receive',
    path: '/wallet',
    fixture: inEuros,
    actions: [{ press: 'Receive' }, { fill: 'Amount, if you want it in a link', text: '20' }],
  },
  {
    id: 'wallet.inEuros.deposit',
    path: '/wallet',
    fixture: inEuros,
    actions: [{ press: 'Put in' }, { fill: 'Amount', text: '12.5' }],
  },
  {
    id: 'wallet.inEuros.activity',
    path: '/wallet',
    fixture: inEuros,
    actions: [{ scrollTo: 'Activity' }],
  },
  { id: 'wallet.settling', path: '/wallet', fixture: settling },
  { id: 'wallet.closeRealMoney', path: '/wallet', fixture: realMoney, actions: [{ press: 'Close' }] },
  { id: 'wallet.clockWrong', path: '/wallet', fixture: { status: clockWrong } },
  { id: 'wallet.details', path: '/wallet', actions: [{ open: 'Exact terms' }] },
  {
    id: 'wallet.deposit',
    path: '/wallet',
    actions: [{ press: 'Put in' }, { fill: 'Amount', text: '25' }],
  },
  {
    id: 'wallet.withdrawTooMuch',
    path: '/wallet',
    actions: [{ press: 'Take out' }, { fill: 'Amount', text: '2500' }],
  },
  { id: 'wallet.close', path: '/wallet', actions: [{ press: 'Close' }] },
  {
    id: 'wallet.send',
    path: '/wallet',
    actions: [{ press: 'Send' }, { fill: 'To', text: 'Ana' }],
  },
  {
    id: 'wallet.sendToContact',
    path: '/wallet',
    fixture: { contacts },
    actions: [{ press: 'Send' }, { select: 'Contact', option: 1 }, { fill: 'Amount', text: '5' }],
  },
  {
    id: 'wallet.contacts',
    path: '/wallet',
    fixture: { contacts },
    actions: [{ scrollTo: 'Contacts' }],
  },
  {
    id: 'wallet.name',
    path: '/wallet',
    fixture: {
      contacts: contacts.map((each, at) => (at === 1 ? { ...each, shortName: 'joan-b' } : each)),
    },
    handlers: { ownName: async () => ({ name: shortName.parse('ana') }) },
    actions: [{ scrollTo: 'Contacts' }],
  },
  { id: 'wallet.name.choose', path: '/wallet', actions: [{ press: 'Choose a name…' }] },
  {
    id: 'wallet.name.taken',
    path: '/wallet',
    errors: {
      claimName: {
        code: 'HUB_NAME_TAKEN',
        message: 'Somebody has this name, or an-a, which looks like it. Choose another.',
      },
    },
    actions: [{ press: 'Choose a name…' }, { fill: 'Short name', text: 'ana' }, { press: 'Take it' }],
  },
  { id: 'wallet.contacts.empty', path: '/wallet', actions: [{ scrollTo: 'Contacts' }] },
  {
    id: 'wallet.contacts.add',
    path: '/wallet',
    fixture: { contacts },
    actions: [
      { press: 'Add a contact' },
      { fill: 'Name', text: 'Joan' },
      { fill: 'Card, link or address', text: 'busker://contact/joan' },
    ],
  },
  {
    id: 'wallet.contacts.myCard',
    path: '/wallet',
    actions: [{ press: 'My card' }],
  },
  {
    id: 'wallet.connecting',
    path: '/wallet',
    fixture: { ...emptyFixture, connection: connectingNow },
  },
  {
    id: 'wallet.connectFailed',
    path: '/wallet',
    fixture: { ...emptyFixture, connection: refusedConnection },
  },
  ...screenStates('sales', '/sales', ['sales']),
  { id: 'sales.stopped', path: '/sales', fixture: { sales: owedSales } },
  {
    id: 'sales.order',
    path: '/sales',
    actions: [{ choose: 'Second-hand Weather' }, { keys: 'Enter' }],
  },
  {
    id: 'sales.orderInEuros',
    path: '/sales',
    fixture: inEuros,
    actions: [{ choose: 'Second-hand Weather' }, { keys: 'Enter' }],
  },
  {
    id: 'sales.refund',
    path: '/sales',
    actions: [{ choose: 'Second-hand Weather' }, { keys: 'Enter' }, { press: 'Pay it back…' }],
  },
  {
    id: 'sales.refunded',
    path: '/sales',
    fixture: { sales: refundedSales },
    actions: [{ choose: 'Second-hand Weather' }, { keys: 'Enter' }],
  },
  {
    id: 'sales.refundedInPart',
    path: '/sales',
    fixture: { sales: refundedSales },
    actions: [
      { choose: 'Paper Streets' },
      { keys: 'ArrowDown' },
      { keys: 'ArrowDown' },
      { keys: 'ArrowDown' },
      { keys: 'ArrowDown' },
      { keys: 'Enter' },
    ],
  },
  {
    id: 'sales.refundPart',
    path: '/sales',
    actions: [
      { choose: 'Second-hand Weather' },
      { keys: 'Enter' },
      { press: 'Pay it back…' },
      { fill: 'Amount', text: '0.50' },
    ],
  },
  {
    id: 'sales.greeted',
    path: '/sales',
    fixture: { sales: greetedSales },
    actions: [
      { choose: 'Paper Streets' },
      { keys: 'ArrowDown' },
      { keys: 'ArrowDown' },
      { keys: 'ArrowDown' },
      { keys: 'Enter' },
    ],
  },
  { id: 'sales.thankAll', path: '/sales', actions: [{ press: 'Thank buyers…' }] },
  { id: 'sales.refunding', path: '/sales', fixture: { sales: refundedSales } },
  { id: 'sales.periods', path: '/sales', actions: [{ tab: 'Over time' }] },
  { id: 'sales.works', path: '/sales', actions: [{ tab: 'By work' }] },
  ...screenStates('purchases', '/purchases', ['purchases']),
  {
    id: 'purchases.thanked',
    path: '/purchases',
    fixture: { purchases: thankedPurchases },
    actions: [{ choose: 'Marina Road, 5 a.m.' }, { keys: 'Enter' }],
  },
  {
    id: 'purchases.given',
    path: '/purchases',
    fixture: { purchases: [givenOrder('Salt'), presentTo('Tidal Rooms', 'Maren'), ...thankedPurchases] },
    actions: [{ choose: 'Salt' }, { keys: 'Enter' }],
  },
  ...screenStates('access', '/access', ['grants', 'joinedPolicies']),
  { id: 'access.joined', path: '/access', actions: [{ tab: 'Given to you' }] },
  { id: 'access.revoke', path: '/access', actions: [{ press: 'Take back' }] },
  { id: 'access.keepers', path: '/access', actions: [{ tab: 'Keepers' }] },
  {
    id: 'access.keepers.few',
    path: '/access',
    fixture: { keepers: fewKeepers, announcedKeepers: [] },
    actions: [{ tab: 'Keepers' }],
  },
  {
    id: 'access.keepers.none',
    path: '/access',
    fixture: { keepers: noKeepers, announcedKeepers: [] },
    actions: [{ tab: 'Keepers' }],
  },
  {
    id: 'access.keepers.announced',
    path: '/access',
    actions: [{ tab: 'Keepers' }, { scrollTo: 'Announced at the hub' }],
  },
  {
    id: 'access.keepers.numbers',
    path: '/access',
    actions: [{ tab: 'Keepers' }, { press: 'Change how many…' }],
  },
  {
    id: 'access.keepers.loading',
    path: '/access',
    hanging: ['ursulas'],
    actions: [{ tab: 'Keepers' }],
  },
  {
    id: 'access.keepers.error',
    path: '/access',
    errors: { ursulas: { code: 'INTERNAL_ERROR', message: 'The database on this machine did not answer.' } },
    actions: [{ tab: 'Keepers' }],
  },
  { id: 'access.menu', path: '/access', actions: [{ menu: 'Paper Streets' }] },
]
