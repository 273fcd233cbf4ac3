import { describe, expect, test } from 'vitest'
import { aptErrors, npmErrors, reasonIn } from './reasons.mjs'

describe('the reason of a failure', () => {
  test("is npm's own, without codes and addresses", () =>
    expect(
      reasonIn('npm error code E404\nnpm error 404 Not Found - GET https://host/x.\nnpm error A log'),
    ).toBe('404 Not Found - GET (address)'))

  test('is the last line of others', () =>
    expect(reasonIn('one\n\nERROR: No such package.\n')).toBe('ERROR: No such package'))
})

describe("npm's own words", () => {
  test('are its last lines that tell something', () =>
    expect(
      npmErrors(
        [
          'npm ERR! code 1',
          'npm ERR! path /home/a/busker/node_modules/better-sqlite3',
          'npm ERR! command failed',
          'npm ERR! command sh -c node-gyp rebuild',
          'npm ERR! gyp info it worked if it ends with ok',
          'npm ERR! gyp ERR! stack Error: not found: make',
          'npm ERR! gyp ERR! not ok',
          '',
          'npm ERR! A complete log of this run can be found in:',
          'npm ERR!     /home/a/.npm/_logs/2026-01-01T00_00_00_000Z-debug-0.log',
        ].join('\n'),
      ),
    ).toEqual(['command failed', 'gyp ERR! stack Error: not found: make', 'gyp ERR! not ok']))

  test('are not where in its own code it was', () =>
    expect(
      npmErrors(
        [
          'npm error FetchError: request to http://host/ failed, reason: connect ECONNREFUSED',
          'npm error     at ClientRequest.<anonymous> (/usr/lib/npm/fetch/index.js:130:14)',
          'npm error     at process.processTicksAndRejections (node:internal/process/task_queues:83:21) {',
          "npm error   code: 'ECONNREFUSED',",
          'npm error   port: 9,',
          'npm error }',
          'npm error If you are behind a proxy, see: npm help config',
        ].join('\n'),
      ),
    ).toEqual([
      'FetchError: request to http://host/ failed, reason: connect ECONNREFUSED',
      'If you are behind a proxy, see: npm help config',
    ]))

  test('are not its lesson on how it is called', () =>
    expect(
      npmErrors('npm error code EUSAGE\nnpm error\nnpm error No lock.\nnpm error Usage:\nnpm error npm ci'),
    ).toEqual(['No lock.']))

  test('are whatever was said last where nothing is called an error', () => {
    expect(npmErrors('Killed\n')).toEqual(['Killed'])
    expect(npmErrors('')).toEqual(['(nothing)'])
  })
})

test("apt-get's own words are its errors", () =>
  expect(aptErrors('Reading package lists...\nE: Unable to locate package xvfb\n')).toEqual([
    'E: Unable to locate package xvfb',
  ]))
