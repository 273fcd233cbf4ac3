import { noConnection } from '../fixtures/money.ts'
import { inEuros } from '../fixtures/realMoney.ts'
import {
  bonusBeside,
  heldBackUploads,
  inspectedFiles,
  oldTags,
  scheduledUploads,
  uploadDraft,
  widePicture,
} from '../fixtures/studio.ts'
import type { Screenshot, ScreenshotAction } from './screenshot.ts'
import { emptyFixture } from '../appFixture.ts'
import { screenStates } from './screenStates.ts'

/** Chooses files, and goes on to look at them once they have prices. */
const reviewAt = (track: string, release: string): readonly ScreenshotAction[] => [
  { press: 'Choose files' },
  { fill: 'Price of all tracks', text: track },
  { fill: 'Price of the release', text: release },
  { press: 'Review' },
]

/** Screens of making and publishing. */
export const studioScreenshots: readonly Screenshot[] = [
  ...screenStates('studio', '/studio', ['works', 'uploads']),
  { id: 'studio.unpaid', path: '/studio', fixture: { connection: noConnection } },
  {
    id: 'studio.connecting',
    path: '/studio',
    fixture: { connection: { ...noConnection, state: 'connecting', step: 'channel', waitingBuyers: 2 } },
  },
  {
    id: 'studio.refused',
    path: '/studio',
    fixture: {
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
  { id: 'studio.repricing', path: '/studio', actions: [{ press: 'Change the price of' }] },
  {
    id: 'studio.reducing',
    path: '/studio',
    actions: [{ press: 'Change the price of' }, { fill: 'Reduced price', text: '9' }],
  },
  {
    id: 'studio.codes',
    path: '/studio',
    actions: [{ menu: 'Second-hand Weather' }, { keys: 'End' }, { keys: 'ArrowUp' }, { keys: 'Enter' }],
  },
  {
    id: 'studio.repricing.orMore',
    path: '/studio',
    actions: [{ press: 'Change the price of An Hour Before the Rain' }],
  },
  {
    id: 'studio.repricing.later',
    path: '/studio',
    actions: [{ press: 'Change the price of Second-hand Weather' }],
  },
  {
    id: 'studio.inEuros.reprice',
    path: '/studio',
    fixture: inEuros,
    actions: [{ press: 'Change the price of An Hour Before the Rain' }],
  },
  { id: 'studio.heldBack', path: '/studio', fixture: { uploads: heldBackUploads } },
  { id: 'studio.scheduled', path: '/studio', fixture: { uploads: scheduledUploads } },
  { id: 'studio.editing', path: '/studio', actions: [{ press: 'Edit Paper Streets' }] },
  {
    id: 'studio.newSound',
    path: '/studio',
    fixture: { inspected: inspectedFiles.slice(1, 2) },
    actions: [{ press: 'Edit Paper Streets' }, { press: 'Replace it…' }],
  },
  {
    id: 'studio.newSoundRefused',
    path: '/studio',
    fixture: { inspected: inspectedFiles.slice(-1) },
    actions: [{ press: 'Edit Paper Streets' }, { press: 'Replace it…' }],
  },
  {
    id: 'studio.editingCredits',
    path: '/studio',
    actions: [{ press: 'Edit Paper Streets' }, { open: 'More credits and lyrics' }],
  },
  { id: 'upload.empty', path: '/studio/publish', fixture: emptyFixture },
  { id: 'upload.draft', path: '/studio/publish', fixture: { uploadDraft } },
  {
    id: 'upload.later',
    path: '/studio/publish',
    actions: [...reviewAt('1.50', '4'), { command: 'Put it on sale later' }],
  },
  {
    id: 'upload.crop',
    path: '/studio/publish',
    fixture: { chosenArtwork: { file: '/home/ana/cover.jpg', preview: widePicture, isSquare: false } },
    actions: [{ press: 'Choose files' }, { press: 'Choose artwork for Paper Streets' }],
  },
  {
    id: 'upload.sound',
    path: '/studio/publish',
    actions: [
      { press: 'Choose files' },
      { press: 'Sound and preview of Paper Streets' },
      { press: 'A part' },
    ],
  },
  { id: 'upload.table', path: '/studio/publish', actions: [{ press: 'Choose files' }] },
  {
    id: 'upload.bonus',
    path: '/studio/publish',
    fixture: { inspected: [...inspectedFiles, ...bonusBeside] },
    actions: [{ press: 'Choose files' }, { press: 'Add files that go with it…' }],
  },
  {
    id: 'upload.credits',
    path: '/studio/publish',
    actions: [{ press: 'Choose files' }, { press: 'Credits and lyrics of Paper Streets' }],
  },
  {
    id: 'upload.alphabet',
    path: '/studio/publish',
    fixture: { inspected: oldTags },
    actions: [{ press: 'Choose files' }],
  },
  {
    id: 'upload.problems',
    path: '/studio/publish',
    actions: [{ press: 'Choose files' }, { press: 'Review' }],
  },
  {
    id: 'upload.review',
    path: '/studio/publish',
    actions: reviewAt('1.50', '4'),
  },
  {
    id: 'upload.review.orMore',
    path: '/studio/publish',
    actions: reviewAt('1.50+', '0+'),
  },
  { id: 'upload.inEuros', path: '/studio/publish', fixture: inEuros, actions: reviewAt('1.50', '4') },
  {
    id: 'upload.unpaid',
    path: '/studio/publish',
    fixture: { connection: noConnection },
    actions: reviewAt('1.50', '4'),
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
    actions: [{ press: 'Choose a folder' }],
  },
]
