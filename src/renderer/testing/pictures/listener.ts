import { longNames } from '../fixtures/longNames.ts'
import { artistAddress, me } from '../fixtures/works.ts'
import { noConnection } from '../fixtures/money.ts'
import { uuidOf } from '../fixtures/make.ts'
import { playing } from '../fixtures/playing.ts'
import type { Picture } from '../pictures.ts'
import { emptyWorld } from '../world.ts'
import { pathOf } from './paths.ts'
import { statesOf } from './states.ts'

const playlistPath = `/playlists/${uuidOf('Sunday, slowly')}`
const patient =
  'Variations on a Theme Overheard Through the Wall of a Rehearsal Room on the Third Sunday of Advent (Complete, with Repeats)'

/** Screens of listening. */
export const listenerPictures: readonly Picture[] = [
  ...statesOf('discover', '/', ['newest', 'search']),
  { id: 'discover.found', path: '/?q=tidal' },
  { id: 'discover.nothingFound', path: '/?q=zydeco' },
  { id: 'discover.playing', path: '/', player: playing },
  {
    id: 'discover.menu',
    path: '/',
    player: playing,
    acts: [{ menu: 'The Ferryman’s Daughter' }],
  },
  ...statesOf('work', pathOf('Nocturne for a Closed Café'), ['work']),
  { id: 'work.held', path: pathOf('The Ferryman’s Daughter'), player: playing },
  { id: 'work.release', path: pathOf('Tidal Rooms') },
  { id: 'work.own', path: pathOf('Paper Streets') },
  { id: 'work.longTitle', path: pathOf(patient) },
  { id: 'work.details', path: pathOf('Salt'), acts: [{ open: 'Details' }] },
  { id: 'work.unknown', path: '/work/track/nothing/1' },
  ...statesOf('artist', `/artist/${artistAddress('maren')}`, ['artist']),
  { id: 'artist.self', path: `/artist/${me}` },
  ...statesOf('library', '/library', ['library']),
  { id: 'library.playing', path: '/library', player: playing },
  { id: 'library.nothingFits', path: '/library', acts: [{ fill: 'Find in your library', text: 'zydeco' }] },
  ...statesOf('playlists', '/playlists', ['playlists']),
  { id: 'playlists.naming', path: '/playlists', acts: [{ press: 'New playlist' }] },
  { id: 'playlist.full', path: playlistPath, player: playing },
  {
    id: 'playlist.deleting',
    path: playlistPath,
    acts: [{ press: 'More' }, { keys: 'End' }, { keys: 'Enter' }],
  },
  { id: 'queue.full', path: '/library', player: playing, acts: [{ keys: 'q' }] },
  { id: 'queue.empty', path: '/library', acts: [{ keys: 'q' }] },
  { id: 'details.full', path: '/library', player: playing, acts: [{ keys: 'i' }] },
  { id: 'details.empty', path: '/library', acts: [{ keys: 'i' }] },
  { id: 'details.loading', path: '/library', player: playing, hanging: ['work'], acts: [{ keys: 'i' }] },
  {
    id: 'details.long',
    path: '/library',
    world: longNames,
    player: playing,
    acts: [{ keys: 'i' }],
  },
  {
    id: 'library.chosen',
    path: '/library',
    player: playing,
    acts: [{ choose: 'Harbour Lights' }, { keys: 'Shift+ArrowDown' }, { keys: 'Shift+ArrowDown' }],
  },
  {
    id: 'player.waiting',
    path: '/library',
    player: { ...playing, isWaiting: true, waveform: '', position: 0 },
  },
  { id: 'player.preview', path: '/', player: { ...playing, isPreview: true, duration: 30, position: 11 } },
  {
    id: 'player.error',
    path: '/library',
    player: {
      ...playing,
      isPlaying: false,
      error: {
        code: 'PLAYBACK_UNREACHABLE',
        message: 'This is not on this machine, and there is no network. Download it when you are back.',
      },
    },
  },
  ...statesOf('studio', '/studio', ['works', 'uploads']),
  { id: 'studio.unpaid', path: '/studio', world: { connection: noConnection } },
  {
    id: 'studio.connecting',
    path: '/studio',
    world: { connection: { ...noConnection, state: 'connecting', step: 'channel', waitingBuyers: 2 } },
  },
  {
    id: 'studio.refused',
    path: '/studio',
    world: {
      connection: {
        ...noConnection,
        problem: {
          code: 'WALLET_GAS_MISSING',
          message:
            'Your account has too little of the chain’s own coin to pay for opening a connection. Send some to it first.',
        },
      },
    },
  },
  { id: 'studio.repricing', path: '/studio', acts: [{ press: 'Change the price of' }] },
  { id: 'upload.empty', path: '/studio/publish', world: emptyWorld },
  { id: 'upload.table', path: '/studio/publish', acts: [{ press: 'Choose files' }] },
  {
    id: 'upload.problems',
    path: '/studio/publish',
    acts: [{ press: 'Choose files' }, { press: 'Review' }],
  },
  {
    id: 'upload.review',
    path: '/studio/publish',
    acts: [
      { press: 'Choose files' },
      { fill: 'Price of all tracks', text: '1.50' },
      { fill: 'Price of the release', text: '4' },
      { press: 'Review' },
    ],
  },
  {
    id: 'upload.unpaid',
    path: '/studio/publish',
    world: { connection: noConnection },
    acts: [
      { press: 'Choose files' },
      { fill: 'Price of all tracks', text: '1.50' },
      { fill: 'Price of the release', text: '4' },
      { press: 'Review' },
    ],
  },
  {
    id: 'upload.error',
    path: '/studio/publish',
    errors: {
      inspect: {
        code: 'MEDIA_FFMPEG_MISSING',
        message: 'Busker needs ffmpeg to read audio and finds none. Install it and try again.',
      },
    },
    acts: [{ press: 'Choose a folder' }],
  },
]
