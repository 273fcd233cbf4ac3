import { toFileLabel, workId } from '../../../shared/ids.ts'
import { libraryWithFiles } from '../fixtures/localFiles.ts'
import { inFolders } from '../fixtures/playlistFolders.ts'
import { playlistWithUnowned } from '../fixtures/unownedPlaylist.ts'
import { gifts, givenOrder } from '../fixtures/gifts.ts'
import { longLibrary } from '../fixtures/longLibrary.ts'
import { longNames } from '../fixtures/longNames.ts'
import { preferences } from '../fixtures/app.ts'
import { artistAddress, me } from '../fixtures/works.ts'
import { purchaseOfOtherEdition } from '../fixtures/money.ts'
import { uuidOf } from '../fixtures/seededValues.ts'
import { playing } from '../fixtures/playing.ts'
import { fullFixture } from '../appFixture.ts'
import type { Screenshot } from './screenshot.ts'
import { workPath } from './workPath.ts'
import { screenStates } from './screenStates.ts'

const playlistPath = `/playlists/${uuidOf('Sunday, slowly')}`
const timedLyrics = [
  '[00:50.00]The ferry takes the evening out',
  '[01:01.20]And leaves the rope ashore',
  '[01:10.00]My father counts the lanterns in',
  '[01:19.50]And never counts to four',
  '[01:31.00]',
  '[01:40.00]Oh, carry me over, carry me through',
].join('\n')
const paintedPicture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><rect width="90" height="60" fill="#f2d8b0"/><rect y="38" width="90" height="22" fill="#2c5a6b"/><circle cx="62" cy="30" r="11" fill="#d8603a"/></svg>',
)}`
const longTitle =
  'Variations on a Theme Overheard Through the Wall of a Rehearsal Room on the Third Sunday of Advent (Complete, with Repeats)'

/** Screens of listening. */
export const listeningScreenshots: readonly Screenshot[] = [
  ...screenStates('favourites', '/favourites', ['favourites']),
  ...screenStates('following', '/following', ['following']),
  { id: 'discover.playing', path: '/', player: playing },
  {
    id: 'discover.menu',
    path: '/',
    player: playing,
    actions: [{ menu: 'The Ferryman’s Daughter' }],
  },
  ...screenStates('work', workPath('Nocturne for a Closed Café'), ['work']),
  { id: 'work.held', path: workPath('The Ferryman’s Daughter'), player: playing },
  {
    id: 'work.download',
    path: workPath('The Ferryman’s Daughter'),
    actions: [{ press: 'More' }, { keys: 'Home' }, { keys: 'Enter' }],
  },
  {
    id: 'work.downloading',
    path: workPath('The Ferryman’s Daughter'),
    player: playing,
    handlers: {
      async 'app.exportFiles'(_works, { report }) {
        report({ done: 2, total: 12, title: 'The Ferryman’s Daughter', fraction: 0.4 })
        return new Promise<never>(() => {})
      },
    },
    actions: [{ press: 'More' }, { keys: 'Home' }, { keys: 'Enter' }, { press: 'Choose a folder…' }],
  },
  {
    id: 'library.draggedOut',
    path: '/library',
    handlers: {
      async 'app.makeDraggable'(_works, { report }) {
        report({ done: 0, total: 1, title: 'Salt', fraction: 0.4 })
        return new Promise<never>(() => {})
      },
    },
    actions: [{ dragOut: 'Salt' }],
  },
  {
    id: 'work.newEdition',
    path: workPath('Nocturne for a Closed Café'),
    fixture: { purchases: [purchaseOfOtherEdition('Nocturne for a Closed Café')] },
  },
  { id: 'work.release', path: workPath('Tidal Rooms') },
  { id: 'work.bonus', path: workPath('Tidal Rooms'), actions: [{ scrollTo: 'Goes with it' }] },
  {
    id: 'work.bonusOwned',
    path: workPath('Tidal Rooms'),
    fixture: {
      market: fullFixture.market.map((one) => ({
        ...one,
        isOwned: [one.title, one.releaseTitle].includes('Tidal Rooms'),
      })),
    },
    actions: [{ scrollTo: 'Goes with it' }],
  },
  { id: 'work.reduced', path: workPath('Four Chairs') },
  { id: 'work.given', path: workPath('Salt'), fixture: { purchases: [givenOrder('Salt')] } },
  { id: 'work.own', path: workPath('Paper Streets') },
  { id: 'work.longTitle', path: workPath(longTitle) },
  { id: 'work.details', path: workPath('Salt'), actions: [{ open: 'Details' }] },
  { id: 'work.unknown', path: '/work/track/nothing/1' },
  ...screenStates('artist', `/artist/${artistAddress('maren')}`, ['artist']),
  { id: 'artist.self', path: `/artist/${me}` },
  { id: 'artist.code', path: `/artist/${artistAddress('maren')}`, actions: [{ press: 'Show a QR code' }] },
  { id: 'artist.tip', path: `/artist/${artistAddress('maren')}`, actions: [{ press: 'Give a tip' }] },
  { id: 'artist.webPage', path: `/artist/${me}`, actions: [{ press: 'Web page…' }] },
  ...screenStates('profile', '/studio/profile', ['profile']),
  {
    id: 'profile.pictures',
    path: '/studio/profile',
    handlers: { 'app.chooseArtwork': async () => ({ file: '/home/ana/shore.jpg', preview: paintedPicture }) },
    actions: [
      { press: 'Choose artwork for picture' },
      { press: 'Choose artwork for picture over the page' },
      { press: 'Add a link' },
      { fill: 'Address of link 3', text: 'javascript:alert(1)' },
      { scrollTo: 'How it will look' },
    ],
  },
  ...screenStates('library', '/library', ['library']),
  {
    id: 'library.hundredThousand',
    path: '/library',
    handlers: { library: async () => longLibrary(100_000) },
  },
  { id: 'library.artists', path: '/library?show=artist' },
  { id: 'library.artist', path: `/library?show=artist&of=${artistAddress('maren')}` },
  {
    id: 'library.dropped',
    path: '/library',
    actions: [{ drag: 'Salt', onto: 'For the night ferry' }],
  },
  { id: 'library.files', path: '/library', fixture: { library: libraryWithFiles } },
  { id: 'library.own', path: '/library?show=own' },
  { id: 'library.genres', path: '/library?show=genre' },
  { id: 'library.gifts', path: '/library', fixture: { gifts } },
  { id: 'library.given', path: '/library', fixture: { purchases: [givenOrder('Salt')] } },
  { id: 'library.playing', path: '/library', player: playing },
  {
    id: 'library.nothingFits',
    path: '/library',
    actions: [{ fill: 'Find in your library', text: 'zydeco' }],
  },
  ...screenStates('playlists', '/playlists', ['playlists']),
  { id: 'playlists.folders', path: '/playlists', fixture: inFolders },
  {
    id: 'playlists.moving',
    path: playlistPath,
    fixture: inFolders,
    actions: [
      { press: 'More' },
      { keys: 'ArrowDown' },
      { keys: 'ArrowDown' },
      { keys: 'ArrowDown' },
      { keys: 'Enter' },
    ],
  },
  { id: 'playlists.imported', path: '/playlists', actions: [{ press: 'Import…' }] },
  { id: 'playlists.naming', path: '/playlists', actions: [{ press: 'New playlist' }] },
  {
    id: 'playlists.newSmartList',
    path: '/playlists',
    actions: [{ press: 'New smart list' }, { fill: 'Name', text: 'Folk to come back to' }],
  },
  { id: 'smartList.full', path: `/lists/${uuidOf('Folk of this year')}`, player: playing },
  { id: 'smartList.mostPlayed', path: '/lists/most-played' },
  { id: 'smartList.empty', path: '/lists/most-played', fixture: { plays: [] } },
  { id: 'playlist.full', path: playlistPath, player: playing },
  {
    id: 'playlist.unowned',
    path: `/playlists/${playlistWithUnowned.id}`,
    fixture: { playlists: [playlistWithUnowned] },
  },
  {
    id: 'playlist.deleting',
    path: playlistPath,
    actions: [{ press: 'More' }, { keys: 'End' }, { keys: 'Enter' }],
  },
  { id: 'queue.full', path: '/library', player: playing, actions: [{ keys: 'q' }] },
  { id: 'queue.empty', path: '/library', actions: [{ keys: 'q' }] },
  {
    id: 'lyrics.timed',
    path: '/library',
    player: { ...playing, lyrics: timedLyrics },
    actions: [{ keys: 'y' }],
  },
  {
    id: 'lyrics.plain',
    path: '/library',
    player: { ...playing, lyrics: timedLyrics.replaceAll(/\[[^\]]*\]/g, '') },
    actions: [{ keys: 'y' }],
  },
  { id: 'lyrics.none', path: '/library', player: playing, actions: [{ keys: 'y' }] },
  {
    id: 'lyrics.ofAFile',
    path: '/library',
    fixture: { library: libraryWithFiles },
    player: {
      ...playing,
      track: playing.track ? { ...playing.track, label: toFileLabel(workId.parse('1'.repeat(32))) } : null,
    },
    actions: [{ keys: 'y' }],
  },
  { id: 'player.full', path: '/library', player: playing, actions: [{ keys: 'f' }] },
  {
    id: 'player.fullLong',
    path: '/library',
    player: {
      ...playing,
      lyrics: timedLyrics,
      track: playing.track ? { ...playing.track, title: longTitle } : null,
    },
    actions: [{ keys: 'f' }],
  },
  { id: 'player.fullEmpty', path: '/library', actions: [{ keys: 'f' }] },
  {
    id: 'player.fullWithLyrics',
    path: '/library',
    player: { ...playing, lyrics: timedLyrics },
    actions: [{ keys: 'f' }],
  },
  {
    id: 'player.options',
    path: '/library',
    player: { ...playing, sleep: 'afterTrack' },
    fixture: { preferences: { ...preferences, playbackSpeed: 1.25 } },
    actions: [{ press: 'Playback options' }],
  },
  {
    id: 'player.mini',
    path: '/library',
    player: playing,
    fixture: { preferences: { ...preferences, isMiniPlayer: true } },
  },
  { id: 'details.full', path: '/library', player: playing, actions: [{ keys: 'i' }] },
  { id: 'details.empty', path: '/library', actions: [{ keys: 'i' }] },
  { id: 'details.loading', path: '/library', player: playing, hanging: ['work'], actions: [{ keys: 'i' }] },
  {
    id: 'details.long',
    path: '/library',
    fixture: longNames,
    player: playing,
    actions: [{ keys: 'i' }],
  },
  {
    id: 'library.chosen',
    path: '/library',
    player: playing,
    actions: [{ choose: 'Harbour Lights' }, { keys: 'Shift+ArrowDown' }, { keys: 'Shift+ArrowDown' }],
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
]
