/** The AppImage that this program runs out of: what is mounted of it is elsewhere at the next start. Null: it is in none. */
export function appImageOf(
  env: Readonly<Record<string, string | undefined>>,
  executable: string,
): string | null {
  const { APPIMAGE: image = '', APPDIR: mounted = '' } = env
  // Another program's, of which this one was started, says so in the same variables.
  const isOurs = image.startsWith('/') && mounted.startsWith('/') && executable.startsWith(`${mounted}/`)
  return isOurs ? image : null
}
