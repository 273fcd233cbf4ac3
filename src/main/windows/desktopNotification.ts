import { nativeImage, Notification } from 'electron'

/** A notification of the operating system. */
export interface DesktopNotification {
  readonly title: string
  readonly body: string
  /** A JPEG of ours; null: it has none. */
  readonly picture: Uint8Array | null
  /** It was clicked. */
  readonly onClick: () => void
  /** It is no longer shown. */
  readonly onClosed: () => void
}

/** Shows it without a sound, where the system supports notifications. @returns takes it away */
export function showDesktopNotification(notice: DesktopNotification): () => void {
  if (!Notification.isSupported()) return () => undefined
  const { title, body, picture, onClick, onClosed } = notice
  const icon = picture === null ? null : nativeImage.createFromBuffer(Buffer.from(picture))
  const hasIcon = icon?.isEmpty() === false
  const notification = new Notification({ title, body, silent: true, ...(hasIcon && { icon }) })
  notification.on('click', onClick)
  notification.on('close', onClosed)
  notification.show()
  return () => notification.close()
}
