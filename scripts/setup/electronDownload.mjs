import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { root } from './dependencies.mjs'

const timeoutMs = 10_000
const redirects = 5

/**
 * Asks, before there is npm's package of Electron, whether that package's download will be answered.
 *
 * @returns {Promise<boolean>} false also when there is no answer within ten seconds
 */
export function canDownloadElectron() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const { version } = lock.packages['node_modules/electron']
  const address = electronAddress(version, process.env)
  // A mirror without TLS is asked by the package alone.
  return address.startsWith('https:') ? answers(address, redirects) : Promise.resolve(true)
}

/**
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env in which the package is told of a mirror
 * @returns {string} where the package downloads from: a folder of archives
 */
export function electronAddress(version, env) {
  const mirror =
    env['npm_config_electron_mirror'] ??
    env['NPM_CONFIG_ELECTRON_MIRROR'] ??
    env['ELECTRON_MIRROR'] ??
    'https://github.com/electron/electron/releases/download/'
  return `${mirror}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`
}

/**
 * @param {string} address
 * @param {number} left how many more redirects are followed
 * @returns {Promise<boolean>}
 */
function answers(address, left) {
  return new Promise((resolve) => {
    const asked = request(address, { method: 'HEAD', timeout: timeoutMs }, (response) => {
      response.resume()
      const { statusCode = 0, headers } = response
      const target = statusCode >= 300 && statusCode < 400 ? headers.location : undefined
      resolve(target !== undefined && left > 0 ? answers(target, left - 1) : statusCode === 200)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(false))
    asked.end()
  })
}
