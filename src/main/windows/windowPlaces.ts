import type { Rectangle } from 'electron'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '../app/jsonFile.ts'
import { minimumSize } from './minimumSize.ts'

/** No desk is larger; px. */
const farthest = 100_000
const coordinate = z.int().min(-farthest).max(farthest)

const point = z.strictObject({ x: coordinate, y: coordinate })
/** A corner of a window; px. */
export type Point = z.output<typeof point>

const mainWindowPlace = point.extend({
  width: z.int().min(minimumSize.width).max(farthest),
  height: z.int().min(minimumSize.height).max(farthest),
  isMaximised: z.boolean(),
})
/** The main window: its bounds while it is not maximised, in px. */
export type MainWindowPlace = z.output<typeof mainWindowPlace>

const windowPlaces = z.strictObject({ main: mainWindowPlace.nullable(), mini: point.nullable() })
type WindowPlaces = z.output<typeof windowPlaces>

/** Where the windows were last, in a file; one that is damaged counts as none. */
export class WindowPlaceFile {
  readonly #file: string
  #places: WindowPlaces

  private constructor(file: string, places: WindowPlaces) {
    this.#file = file
    this.#places = places
  }

  static async open(file: string): Promise<WindowPlaceFile> {
    const none = { main: null, mini: null }
    return new WindowPlaceFile(file, (await readJsonFile(file, windowPlaces, none)) ?? none)
  }

  get value(): WindowPlaces {
    return this.#places
  }

  /** Writes what is new; what is as it was costs no write, and what no file may hold is not kept. */
  async set(changes: Partial<WindowPlaces>): Promise<void> {
    const next = windowPlaces.safeParse({ ...this.#places, ...changes })
    if (!next.success || JSON.stringify(next.data) === JSON.stringify(this.#places)) return
    this.#places = next.data
    await writeJsonFile(this.#file, next.data)
  }
}

/**
 * Where a window goes: wholly within the display that shows most of it, smaller where it must be.
 *
 * @param wanted px
 * @param workAreas of the displays that are there, without docks and bars; px
 * @returns null when none of them shows any of it
 */
export function fitToDisplays(wanted: Rectangle, workAreas: readonly Rectangle[]): Rectangle | null {
  const [area] = workAreas
    .filter((each) => overlap(wanted, each) > 0)
    .toSorted((a, b) => overlap(wanted, b) - overlap(wanted, a))
  if (area === undefined) return null
  const width = Math.min(wanted.width, area.width)
  const height = Math.min(wanted.height, area.height)
  return {
    x: clamp(wanted.x, area.x, area.x + area.width - width),
    y: clamp(wanted.y, area.y, area.y + area.height - height),
    width,
    height,
  }
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
