import { flipFuses } from '@electron/fuses'
import type { AfterPackContext, Configuration } from 'electron-builder'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fuses } from './fuses.ts'

/**
 * How packages are made.
 *
 * @param electron folder of an unpacked Electron to take; left out: electron-builder downloads it
 */
export function packaging(electron: string | undefined): Configuration {
  return {
    appId: 'org.busker.app',
    productName: 'Busker',
    copyright: 'GPL-3.0-only',
    directories: { output: 'dist', buildResources: 'resources' },
    files: ['out/app/**', 'resources/**', 'package.json', ...unneeded],
    asar: true,
    asarUnpack: ['**/*.node', '**/node_modules/@img/**'],
    // The natives are Node-API prebuilds: nothing is compiled for one Electron.
    npmRebuild: false,
    nodeGypRebuild: false,
    ...(electron !== undefined && { electronDist: electron }),
    electronLanguages: ['en-US'],
    protocols: [{ name: 'Busker', schemes: ['busker'] }],
    afterPack: finish,
    publish: null,
    linux: {
      target: ['AppImage', 'deb'],
      category: 'AudioVideo',
      synopsis: 'Sell music straight from your own machine',
      executableName: 'busker',
    },
    deb: { depends: ['ffmpeg', 'libnss3', 'libgtk-3-0', 'libgbm1', 'libasound2', 'libatk-bridge2.0-0'] },
    mac: { target: ['dmg'], category: 'public.app-category.music' },
    win: { target: ['nsis'] },
  }
}

/** What only development uses. */
const unneeded = [
  '!**/node_modules/@foundry-rs/**',
  '!**/node_modules/**/*.{md,map,ts,mts,cts}',
  '!**/node_modules/**/{test,tests,__tests__,docs,example,examples}/**',
  '!**/node_modules/better-sqlite3/deps/**',
  '!**/node_modules/leveldown/deps/**',
]

async function finish({ appOutDir, packager, electronPlatformName }: AfterPackContext): Promise<void> {
  // An Electron that was unpacked elsewhere brings its example application.
  await rm(join(appOutDir, 'default_app'), { recursive: true, force: true })
  await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
  const name = packager.appInfo.productFilename
  const files: Readonly<Record<string, string>> = {
    darwin: `${name}.app`,
    win32: `${name}.exe`,
  }
  await flipFuses(join(appOutDir, files[electronPlatformName] ?? 'busker'), fuses)
}
