import { afterEach, expect, test } from 'vitest'
import { showLanguage } from '../../../shared/i18n/t.ts'
import { partProblem } from './partDescriptions.ts'

afterEach(() => showLanguage('en'))

const problem = { code: 'RAIDEN_HUB_UNREACHABLE', message: 'The hub does not answer.' } as const

test('why a part does not work is said in the language that is shown, with the code to look up', async () => {
  expect(partProblem({ name: 'raiden', state: 'failed', problem })).toBe(
    'The hub does not answer. (RAIDEN_HUB_UNREACHABLE)',
  )
  await showLanguage('de')
  const german = partProblem({ name: 'raiden', state: 'failed', problem })
  expect(german).toMatch(/^Der Hub .*\(RAIDEN_HUB_UNREACHABLE\)$/)
})

test('a part that starts after another says after which, by its name for people', () => {
  expect(partProblem({ name: 'raiden', state: 'starting', waitsFor: 'clock' })).toBe('Starts after: Time')
  expect(partProblem({ name: 'raiden', state: 'ready' })).toBeNull()
})
