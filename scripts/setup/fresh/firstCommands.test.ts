import { expect, test } from 'vitest'
import { SetupProblem } from '../problem.mjs'
import { commandFor } from '../systemPackages.mjs'
import { printedCommand } from './firstCommands.ts'

const install = commandFor(['xvfb'], false)

test('what set-up prints for an ordinary user is found in its output', () => {
  expect(printedCommand(`✗ npm run demo needs:\n    - a display (xvfb)\n  Run: ${install}\n`)).toBe(install)
  expect(install).toMatch(/^su - -c 'apt-get update && apt-get install .* xvfb'$/)
})

test('root needs no sudo', () => {
  const withSudo = commandFor(['xvfb'], true)
  expect(printedCommand(`  Run: ${withSudo}\n`)).toBe(withSudo.replace('sudo ', ''))
})

test('another problem is not mistaken for missing packages', () => {
  const { command } = new SetupProblem('npm failed.', 'npm ci')
  expect(printedCommand(`  Run: ${command}\n`)).toBeUndefined()
})
