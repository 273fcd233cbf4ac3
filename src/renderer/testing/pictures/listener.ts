import type { Picture } from '../pictures.ts'
import { statesOf } from './states.ts'

/** Screens of listening, buying and publishing. */
export const listenerPictures: readonly Picture[] = [
  ...statesOf('discover', '/', ['newest', 'search']),
  ...statesOf('library', '/library', ['library']),
  ...statesOf('playlists', '/playlists', ['playlists']),
  ...statesOf('studio', '/studio', ['works', 'uploads']),
]
