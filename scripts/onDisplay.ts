/** Whether nothing can be shown on this machine as it is. */
export function lacksDisplay(): boolean {
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
}

/** The command, on a virtual display where there is no other. */
export function onDisplay(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return lacksDisplay() ? ['xvfb-run', '-a', ...command] : command
}
