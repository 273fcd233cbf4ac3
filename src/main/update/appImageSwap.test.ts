import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppImageSwap } from './appImageSwap.ts'

let folder: string
let image: string
let journal: string
let downloaded: string
const relaunch = vi.fn<(executable: string) => void>()
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-swap-'))
  image = join(folder, 'Busker.AppImage')
  journal = join(folder, 'update.json')
  downloaded = join(folder, 'downloaded')
  await writeFile(image, 'old')
  await chmod(image, 0o755)
  await writeFile(downloaded, 'new')
})
afterEach(() => rm(folder, { recursive: true }))

const start = (version: string) => new AppImageSwap({ image, journal, version, relaunch })
const hashOf = (text: string) => createHash('sha512').update(text).digest('base64')
const content = () => readFile(image, 'utf8')
const beside = async () => (await readdir(folder)).filter((name) => name !== 'downloaded').toSorted()

/** The old version takes the newer one and ends. */
async function takeNewer(): Promise<void> {
  const old = start('0.1.0')
  expect(await old.begin()).toBe('goOn')
  await old.stage(downloaded, hashOf('new'))
  await old.swap('0.2.0')
}

test('a newer version is there at the next start, may be run as the former could, and leaves nothing behind', async () => {
  await takeNewer()
  expect([await content(), (await stat(image)).mode & 0o777]).toEqual(['new', 0o755])
  const next = start('0.2.0')
  expect(await next.begin()).toBe('goOn')
  await next.confirm()
  expect(await beside()).toEqual(['Busker.AppImage'])
})

test('nothing changes before Busker ends, and what was staged for nothing is removed at the next start', async () => {
  await start('0.1.0').stage(downloaded, hashOf('new'))
  expect(await content()).toBe('old')
  const next = start('0.1.0')
  await next.begin()
  await next.confirm()
  expect(await beside()).toEqual(['Busker.AppImage'])
})

test('a version that ends twice before its window is there makes room for the former, and is not taken again', async () => {
  await takeNewer()
  for (const _ of [1, 2]) expect(await start('0.2.0').begin()).toBe('goOn')
  const third = start('0.2.0')
  expect(await third.begin()).toBe('startAgain')
  third.relaunch()
  expect(relaunch).toHaveBeenCalledExactlyOnceWith(image)
  expect(await content()).toBe('old')
  for (const _ of [1, 2]) {
    const former = start('0.1.0')
    expect([await former.begin(), former.refused]).toEqual(['goOn', '0.2.0'])
    await former.confirm()
  }
})

test('a version that was put away and installed by hand counts as any other', async () => {
  await takeNewer()
  for (const _ of [1, 2, 3]) await start('0.2.0').begin()
  await writeFile(image, 'new')
  const byHand = start('0.2.0')
  expect([await byHand.begin(), byHand.refused]).toEqual(['goOn', null])
})

test('a version goes on where there is no former one to go back to', async () => {
  await takeNewer()
  await rm(`${image}.former`)
  for (const _ of [1, 2, 3, 4]) expect(await start('0.2.0').begin()).toBe('goOn')
  expect(await content()).toBe('new')
})

test('what is not what was signed is not staged', async () => {
  const old = start('0.1.0')
  await expect(old.stage(downloaded, hashOf('another'))).rejects.toMatchObject({ code: 'UPDATE_FORGED' })
  await expect(old.stage(downloaded, '')).rejects.toMatchObject({ code: 'UPDATE_FORGED' })
  expect([await content(), await beside()]).toEqual(['old', ['Busker.AppImage']])
})

test('without a place for the newer version the one that runs stays', async () => {
  await mkdir(`${image}.next`)
  const staged = start('0.1.0').stage(downloaded, hashOf('new'))
  await expect(staged).rejects.toMatchObject({ code: 'UPDATE_NOT_PLACED' })
  expect(await content()).toBe('old')
})

test('after a kill at any point of the swap a whole version is there, and starts', async () => {
  const states = await statesOfSwap()
  expect(states.length).toBeGreaterThan(3)
  for (const files of states) {
    await rm(folder, { recursive: true })
    await mkdir(folder)
    for (const [name, text] of files) await writeFile(join(folder, name), text)
    const found = await content()
    expect(['old', 'new']).toContain(found)
    const next = start(found === 'old' ? '0.1.0' : '0.2.0')
    expect(await next.begin()).toBe('goOn')
    await next.confirm()
    expect([await content(), await beside()]).toEqual([found, ['Busker.AppImage']])
  }
})

/** What lies in the folder after each step of a swap: the files of one that was stopped there. */
async function statesOfSwap(): Promise<[string, string][][]> {
  await start('0.1.0').stage(downloaded, hashOf('new'))
  const staged = await filesNow()
  await start('0.1.0').swap('0.2.0')
  const swapped = await filesNow()
  const written = swapped.find(([name]) => name === 'update.json')
  if (written === undefined) throw new Error('The swap wrote no journal.')
  const linked: [string, string][] = [...staged, ['Busker.AppImage.former', 'old']]
  return [staged, linked, [...linked, written], swapped]
}

async function filesNow(): Promise<[string, string][]> {
  const names = await readdir(folder)
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => [name, await readFile(join(folder, name), 'utf8')]),
  )
}
