import type { Picture } from '../pictures.ts'
import { statesOf } from './states.ts'

/** Settings, diagnostics, and what the frame opens. */
export const settingsPictures: readonly Picture[] = [
  ...statesOf('settings', '/settings', ['app.preferences', 'app.networks', 'snapshotState']),
  { id: 'settings.keys', path: '/settings', acts: [{ scrollTo: 'Network' }] },
  { id: 'settings.copies', path: '/settings', acts: [{ scrollTo: 'Copies' }] },
  ...statesOf('diagnostics', '/settings/diagnostics', ['status', 'diagnostics.parts']),
  { id: 'palette.open', path: '/wallet', acts: [{ keys: 'Control+k' }] },
  {
    id: 'palette.found',
    path: '/wallet',
    acts: [{ keys: 'Control+k' }, { fill: 'Search music and commands', text: 'rain' }],
  },
  { id: 'keys.open', path: '/wallet', acts: [{ keys: '?' }] },
  { id: 'lost.plain', path: '/nowhere' },
]
