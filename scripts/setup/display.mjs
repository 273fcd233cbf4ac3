import { inPath } from './run.mjs'
import { installPackages } from './systemPackages.mjs'

/** Where Linux shows no display, the application is tested on a virtual one. */
export async function setUpDisplay() {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) return
  if (inPath('Xvfb')) return
  await installPackages(['xvfb'], 'This machine has no display, and no virtual one (xvfb) either.')
}
