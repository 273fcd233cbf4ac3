import type { Stats } from 'node:fs'

const writableByOthers = 0o022

/** Whether it is this person's folder, and nobody else can write there. @param status by `lstat`: a link is no folder */
export function isOwnFolder(status: Stats): boolean {
  return status.isDirectory() && isOwn(status) && (status.mode & writableByOthers) === 0
}

/** Whether it is a socket that this person's processes made. */
export function isOwnSocket(status: Stats): boolean {
  return status.isSocket() && isOwn(status)
}

function isOwn({ uid }: Stats): boolean {
  return uid === process.getuid?.()
}
