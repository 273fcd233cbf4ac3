import { trialState } from '../fixtures/app.ts'
import { noPhone, phoneListening } from '../fixtures/phone.ts'
import { localFolders } from '../fixtures/localFiles.ts'
import { inEuros, staleRate } from '../fixtures/realMoney.ts'
import { takenOver, takingOver, usedElsewhere } from '../fixtures/lease.ts'
import { artistAddress, artists } from '../fixtures/works.ts'
import { pairedServer, sellingServer } from '../fixtures/server.ts'
import { uuidOf } from '../fixtures/seededValues.ts'
import type { Screenshot } from './screenshot.ts'
import { screenStates } from './screenStates.ts'

/** Settings, diagnostics, and what the frame opens. */
export const settingsScreenshots: readonly Screenshot[] = [
  { id: 'shell.usedElsewhere', path: '/library', fixture: { lease: usedElsewhere } },
  { id: 'shell.takenOver', path: '/library', fixture: { lease: takenOver } },
  { id: 'shell.takingOver', path: '/library', fixture: { lease: takingOver } },
  {
    id: 'shell.serverSells',
    path: '/library',
    fixture: { lease: takenOver, server: pairedServer },
  },
  {
    id: 'settings.listenBrainz',
    path: '/settings',
    fixture: {
      listenBrainz: { user: 'ana', waiting: 3, problem: null },
      audioStorage: { bytes: 9_812_000_000, tracks: 231, limit: 10_000_000_000 },
    },
    actions: [{ scrollTo: 'Space' }],
  },
  ...screenStates('settings', '/settings', ['app.preferences', 'app.networks', 'snapshotState']),
  {
    id: 'settings.folders',
    path: '/settings',
    fixture: { localFolders },
    actions: [{ scrollTo: 'Music folders' }],
  },
  {
    id: 'settings.phone',
    path: '/settings',
    fixture: { phone: { ...noPhone, listening: phoneListening } },
    actions: [{ scrollTo: 'Phone' }],
  },
  {
    id: 'settings.hiddenArtists',
    path: '/settings',
    fixture: {
      hiddenArtists: [
        { address: artistAddress('patient'), name: artists.patient },
        { address: artistAddress('marfa'), name: artists.marfa },
        { address: artistAddress('les'), name: null },
      ],
    },
    actions: [{ scrollTo: 'Hidden artists' }],
  },
  {
    id: 'settings.currency',
    path: '/settings',
    fixture: inEuros,
    actions: [{ scrollTo: 'Your currency' }],
  },
  {
    id: 'settings.currency.stale',
    path: '/settings',
    fixture: staleRate,
    actions: [{ scrollTo: 'Your currency' }],
  },
  { id: 'settings.noServer', path: '/settings', actions: [{ scrollTo: 'Sell from a server' }] },
  {
    id: 'settings.serverCode',
    path: '/settings',
    actions: [{ scrollTo: 'Sell from a server' }, { press: 'Pair with a server…' }],
  },
  {
    id: 'settings.serverReady',
    path: '/settings',
    fixture: { server: pairedServer },
    actions: [{ scrollTo: 'Sell from a server' }],
  },
  {
    id: 'settings.serverSells',
    path: '/settings',
    fixture: { server: pairedServer, serverOverview: sellingServer, lease: takenOver },
    actions: [{ scrollTo: 'Sell from a server' }],
  },
  {
    id: 'settings.serverSilent',
    path: '/settings',
    fixture: { server: pairedServer, lease: takenOver },
    errors: {
      serverOverview: {
        code: 'REMOTE_UNREACHABLE',
        message:
          'The server does not answer: it may be off, or away from the hub. What it sold is there when it is back.',
      },
    },
    actions: [{ scrollTo: 'Sell from a server' }],
  },
  { id: 'settings.paying', path: '/settings', actions: [{ scrollTo: 'Paying' }] },
  { id: 'settings.keys', path: '/settings', actions: [{ scrollTo: 'Network' }] },
  {
    id: 'settings.chain',
    path: '/settings',
    actions: [{ scrollTo: 'Network' }, { press: 'Addresses…' }],
  },
  { id: 'settings.selling', path: '/settings', actions: [{ scrollTo: 'What you get' }] },
  { id: 'settings.locking', path: '/settings', actions: [{ scrollTo: 'Passphrase and words' }] },
  {
    id: 'settings.trial',
    path: '/settings',
    fixture: { app: trialState },
    actions: [{ scrollTo: 'Passphrase and words' }],
  },
  {
    id: 'settings.trialNetwork',
    path: '/settings',
    fixture: { app: trialState },
    actions: [{ scrollTo: 'Network' }, { press: 'Change…' }, { keys: 'ArrowDown' }],
  },
  { id: 'settings.about', path: '/settings', actions: [{ scrollTo: 'About' }] },
  {
    id: 'settings.updateReady',
    path: '/settings',
    fixture: { update: { state: 'ready', version: '0.2.0' } },
    actions: [{ scrollTo: 'About' }],
  },
  { id: 'settings.copies', path: '/settings', actions: [{ scrollTo: 'Copies' }] },
  ...screenStates('diagnostics', '/settings/diagnostics', ['status', 'diagnostics.parts']),
  { id: 'palette.open', path: '/wallet', actions: [{ keys: 'Control+k' }] },
  {
    id: 'palette.recent',
    path: '/wallet',
    fixture: {
      recentFiles: [
        { id: uuidOf('a receipt'), kind: 'receipt', name: 'receipt-harbour-nights.html' },
        { id: uuidOf('an invitation'), kind: 'invitation', name: 'to-the-harbour-hub.busker' },
        { id: uuidOf('a network'), kind: 'network', name: 'harbour.json' },
      ],
    },
    actions: [{ keys: 'Control+k' }, { fill: 'Search music and commands', text: 'harbour' }],
  },
  {
    id: 'palette.found',
    path: '/wallet',
    actions: [{ keys: 'Control+k' }, { fill: 'Search music and commands', text: 'rain' }],
  },
  {
    id: 'palette.artists',
    path: '/wallet',
    actions: [{ keys: 'Control+k' }, { fill: 'Search music and commands', text: 'ruta' }],
  },
  {
    id: 'palette.nothing',
    path: '/wallet',
    actions: [{ keys: 'Control+k' }, { fill: 'Search music and commands', text: 'zydeco' }],
  },
  { id: 'keys.open', path: '/wallet', actions: [{ keys: '?' }] },
  { id: 'lost.plain', path: '/nowhere' },
]
