import type { CollectionView } from '../../../shared/api/collection.ts'
import { artistDeepLink } from '../../../shared/deepLinks.ts'
import { artistAddress, artists, ownProfile, workByTitle } from '../fixtures/works.ts'
import type { Screenshot } from './screenshot.ts'
import { screenStates } from './screenStates.ts'
import { workPath } from './workPath.ts'

const manyRecommended = {
  artists: [artistAddress('ruta'), artistAddress('marfa'), artistAddress('patient')],
  titles: ['Nocturne for a Closed Café', 'Generator Song'],
}

const shownCollection: CollectionView = {
  isShown: true,
  name: 'Lena',
  isUpToDate: true,
  problem: null,
  works: [
    { work: workByTitle('Salt'), state: 'shown' },
    { work: workByTitle('The Ferryman’s Daughter'), state: 'waiting' },
    { work: workByTitle('Generator Song'), state: 'leftOut' },
    { work: workByTitle('Nocturne for a Closed Café'), state: 'refused' },
  ],
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
    id: 'work.alsoBought',
    path: workPath('Salt'),
    fixture: {
      alsoBought: {
        works: ['Nocturne for a Closed Café', 'Generator Song'].map(workByTitle),
        names: ['Lena', 'ليلى', 'somebody with a rather long name who owns a great deal of music'],
      },
    },
    actions: [{ scrollTo: 'Who bought this also bought' }],
  },
  { id: 'settings.collection', path: '/settings', actions: [{ scrollTo: 'Show what I own' }] },
  {
    id: 'settings.collectionShown',
    path: '/settings',
    fixture: { collection: shownCollection },
    actions: [{ scrollTo: 'Show what I own' }],
  },
  {
    id: 'settings.collectionToForget',
    path: '/settings',
    fixture: {
      collection: {
        ...shownCollection,
        isShown: false,
        isUpToDate: false,
        problem: { code: 'IPFS_PEER_UNREACHABLE', message: 'The hub can’t be reached.' },
      },
    },
    actions: [{ scrollTo: 'Show what I own' }],
  },
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
