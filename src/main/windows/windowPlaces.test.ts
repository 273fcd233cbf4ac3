import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fitToDisplays, WindowPlaceFile } from './windowPlaces.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const beside = { x: 1440, y: 0, width: 2560, height: 1400 }

describe('a window is put', () => {
  test('where it was, when a display shows all of it', () => {
    const bounds = { x: 1500, y: 40, width: 1280, height: 800 }
    expect(fitToDisplays(bounds, [laptop, beside])).toEqual(bounds)
  })

  test('nowhere in particular, when the display it was on is gone', () => {
    const bounds = { x: 1500, y: 40, width: 1280, height: 800 }
    expect(fitToDisplays(bounds, [laptop])).toBeNull()
    expect(fitToDisplays(bounds, [])).toBeNull()
    // It touches the edge and shows nothing.
    expect(fitToDisplays({ ...bounds, x: 1440 }, [laptop])).toBeNull()
  })

  test('wholly onto the display that shows most of it', () => {
    expect(fitToDisplays({ x: 1000, y: 100, width: 1000, height: 500 }, [laptop, beside])).toEqual({
      x: 1440,
      y: 100,
      width: 1000,
      height: 500,
    })
    expect(fitToDisplays({ x: -300, y: -200, width: 1000, height: 500 }, [beside, laptop])).toEqual({
      x: 0,
      y: 25,
      width: 1000,
      height: 500,
    })
  })

  test('no larger than the display that is left', () => {
    expect(fitToDisplays({ x: 200, y: 0, width: 2560, height: 1400 }, [laptop])).toEqual(laptop)
  })

  test('never out of sight, whatever is kept and whichever displays there are', () => {
    const place = fc.integer({ min: -5_000, max: 5_000 })
    const size = fc.integer({ min: 1, max: 5_000 })
    const rectangle = fc.record({ x: place, y: place, width: size, height: size })
    fc.assert(
      fc.property(rectangle, fc.array(rectangle, { maxLength: 4 }), (wanted, areas) => {
        const fit = fitToDisplays(wanted, areas)
        if (fit === null) return
        const isWithin = areas.some(
          (area) =>
            fit.x >= area.x &&
            fit.y >= area.y &&
            fit.x + fit.width <= area.x + area.width &&
            fit.y + fit.height <= area.y + area.height,
        )
        expect(isWithin).toBe(true)
        expect(fit.width).toBeLessThanOrEqual(wanted.width)
        expect(fit.height).toBeLessThanOrEqual(wanted.height)
      }),
    )
  })
})

describe('the file of places', () => {
  let folder: string
  let file: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'busker-places-'))
    file = join(folder, 'windows.json')
  })
  afterEach(() => rm(folder, { recursive: true }))

  const main = { x: 10, y: 20, width: 1000, height: 700, isMaximised: true }

  test('keeps the window and the mini player each by itself', async () => {
    const places = await WindowPlaceFile.open(file)
    expect(places.value).toEqual({ main: null, mini: null })
    await places.set({ main })
    await places.set({ mini: { x: 5, y: 6 } })
    expect((await WindowPlaceFile.open(file)).value).toEqual({ main, mini: { x: 5, y: 6 } })
  })

  test('is written only where something has changed', async () => {
    const places = await WindowPlaceFile.open(file)
    await places.set({ main })
    await rm(file)
    await places.set({ main: { ...main } })
    await expect(readFile(file)).rejects.toThrow('ENOENT')
  })

  test.each([
    '',
    'no JSON',
    '[]',
    '{"main":{}}',
    '{"main":{"x":1e9,"y":0,"width":800,"height":600,"isMaximised":false},"mini":null}',
    '{"main":{"x":0,"y":0,"width":479,"height":600,"isMaximised":false},"mini":null}',
    '{"main":{"x":0.5,"y":0,"width":800,"height":600,"isMaximised":false},"mini":null}',
    '{"main":null,"mini":{"x":"1","y":2}}',
  ])('that holds %j counts as none, and is replaced', async (text) => {
    await writeFile(file, text)
    const places = await WindowPlaceFile.open(file)
    expect(places.value).toEqual({ main: null, mini: null })
    await places.set({ main })
    expect((await WindowPlaceFile.open(file)).value.main).toEqual(main)
  })

  test('does not take what it could not read again', async () => {
    const places = await WindowPlaceFile.open(file)
    await places.set({ main })
    await places.set({ mini: { x: Number.NaN, y: 0 } })
    expect((await WindowPlaceFile.open(file)).value).toEqual({ main, mini: null })
  })
})
