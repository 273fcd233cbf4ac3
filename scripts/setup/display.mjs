import { inPath } from './run.mjs'
import { installPackages } from './systemPackages.mjs'

/** Where Linux shows no display, Electron's tests run on a virtual one. */
export async function setUpDisplay() {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return
  if (inPath('xvfb-run') && inPath('xauth')) return
  await installPackages(['xvfb', 'xauth'], 'This machine has no display, and no virtual one (xvfb) either.')
}
