import { Notification } from 'electron'

/** A notification of the operating system. */
export interface DesktopNotification {
  readonly title: string
  readonly body: string
  /** It was clicked. */
  readonly onClick: () => void
}

/** Shows it without a sound, where the system supports notifications. */
export function showDesktopNotification({ title, body, onClick }: DesktopNotification): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body, silent: true })
  notification.on('click', onClick)
  notification.show()
}
