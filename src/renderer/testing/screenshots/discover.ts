import { artistDeepLink } from '../../../shared/deepLinks.ts'
import { artistAddress, artists, ownProfile } from '../fixtures/works.ts'
import type { Screenshot } from './screenshot.ts'
import { screenStates } from './screenStates.ts'
import { workPath } from './workPath.ts'

const manyRecommended = {
  artists: [artistAddress('ruta'), artistAddress('marfa'), artistAddress('patient')],
  titles: ['Nocturne for a Closed Café', 'Generator Song'],
}

/** What there is to find, whom artists recommend, and who is hidden. */
export const discoverScreenshots: readonly Screenshot[] = [
  ...screenStates('discover', '/', ['newest', 'search']),
  { id: 'discover.found', path: '/?q=tidal' },
  { id: 'discover.nothingFound', path: '/?q=zydeco' },
  { id: 'discover.artistFound', path: '/?q=maren' },
  { id: 'discover.orMore', path: '/?genre=Electroacoustic' },
  { id: 'discover.genre', path: '/?genre=Chamber jazz' },
  {
    id: 'artist.hidden',
    path: `/artist/${artistAddress('maren')}`,
    fixture: { hiddenArtists: [{ address: artistAddress('maren'), name: 'Maren Holt' }] },
  },
  {
    id: 'artist.recommends',
    path: `/artist/${artistAddress('maren')}`,
    fixture: { recommended: manyRecommended },
    actions: [{ scrollTo: 'Maren Holt recommends' }],
  },
  {
    id: 'work.recommends',
    path: workPath('Salt'),
    fixture: { recommended: manyRecommended },
    actions: [{ scrollTo: 'Maren Holt recommends' }],
  },
  {
    id: 'profile.recommends',
    path: '/studio/profile',
    fixture: {
      profile: {
        ...ownProfile,
        recommends: [
          { title: artists.maren, url: artistDeepLink(artistAddress('maren')) },
          { title: `Salt – ${artists.marfa}`, url: artistDeepLink(artistAddress('marfa')) },
        ],
      },
    },
    actions: [{ press: 'Recommend somebody…' }, { fill: 'An artist or a work', text: 'night' }],
  },
]
