import { preferences as schema, type Preferences } from '../../shared/api/app.ts'
import { readJsonFile, writeJsonFile } from './jsonFile.ts'

const defaultPreferences: Preferences = {
  theme: 'system',
  language: 'system',
  normaliseLoudness: true,
  loudnessMode: 'automatic',
  crossfadeSeconds: 0,
  playbackSpeed: 1,
  outputDevice: '',
  isMiniPlayer: false,
  quality: 'lossless',
  downloadFormat: 'flac',
  closeToTray: true,
  notifySales: true,
  notifyReleases: true,
  notifyArrivals: true,
  lockAfterMinutes: 0,
  locksWithScreen: false,
  checksForUpdates: true,
  role: null,
}

/** How the person wants the application; a file that cannot be read counts as none. */
export class PreferenceFile {
  readonly #file: string
  #current: Preferences

  private constructor(file: string, current: Preferences) {
    this.#file = file
    this.#current = current
  }

  static async open(file: string): Promise<PreferenceFile> {
    const kept = await readJsonFile(file, schema.partial())
    return new PreferenceFile(file, schema.parse({ ...defaultPreferences, ...kept }))
  }

  get value(): Preferences {
    return this.#current
  }

  async set(
    changes: Partial<{ [K in keyof Preferences]: Preferences[K] | undefined }>,
  ): Promise<Preferences> {
    this.#current = schema.parse({ ...this.#current, ...changes })
    await writeJsonFile(this.#file, this.#current)
    return this.#current
  }
}
