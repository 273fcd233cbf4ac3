import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { synthesiseWav } from '../../src/node/media/synthesise.ts'
import { chooseInDialogs } from '../app/dialogs.ts'
import { Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await Town.build()
})
afterAll(() => town?.clear())
beforeEach(() => onTestFailed(({ task }) => town.tell(join('out', 'e2e', task.name))))

test('publishing, finding, buying and playing need no mouse', async () => {
  const file = join(town.folder, 'Night Bus.wav')
  const ada = town.person('ada')
  await synthesiseWav(file, { seconds: 20, seed: 3 })
  await ada.open()
  await ada.tryIt()
  await chooseInDialogs(ada.app, file)
  await ada.tabTo(/^Studio$/)
  await ada.key('Enter')
  await ada.tabTo(/^Publish music$/)
  await ada.key('Enter')
  await ada.tabTo(/^Choose files/)
  await ada.key('Enter')
  await ada.page.getByRole('table', { name: 'Tracks to publish' }).waitFor()
  await ada.tabTo(/^Artist of/)
  await ada.page.keyboard.type('Ada Reyes')
  await ada.tabTo(/^Price of/)
  await ada.page.keyboard.type('0.50')
  await ada.tabTo(/^Review$/)
  await ada.key('Enter')
  await ada.tabTo(/^Publish$/)
  await ada.key('Enter')
  await ada.onSale()

  const ben = town.person('ben')
  await ben.open()
  await ben.tryIt()
  await ben.goTo('Discover')
  await ben.found('Night Bus').waitFor()
  await ben.key('Control+k')
  await ben.page.keyboard.type('Night Bus')
  await ben.page.getByRole('option', { name: /Night Bus/ }).waitFor()
  await ben.key('Enter')
  await ben.page.getByRole('heading', { level: 1, name: 'Night Bus' }).waitFor()
  await ben.tabTo(/^Buy for/)
  await ben.key('Enter')
  const pay = { name: /\bbuy$|^Buy for/, disabled: false }
  await ben.page.getByRole('dialog', { name: 'Buy' }).getByRole('button', pay).waitFor()
  await ben.tabTo(pay.name)
  await ben.key('Enter')
  await ben.page.getByRole('dialog', { name: 'Bought' }).waitFor()
  await ben.key('Escape')
  expect(await ben.heard('Night Bus', 1)).toBeGreaterThanOrEqual(1)
  await ben.key('Space')
  await ben.page.getByRole('group', { name: 'Playback' }).getByRole('button', { name: 'Play' }).waitFor()
})
