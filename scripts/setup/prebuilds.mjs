/**
 * Where every native package brings its binding compiled, so that npm has nothing to compile: better-sqlite3, leveldown,
 * classic-level.
 */
export const platformsWithPrebuilds = ['linux-x64', 'linux-arm64', 'darwin-x64', 'win32-x64']
