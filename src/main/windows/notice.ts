import { Notification } from 'electron'

/** What the system tells the person outside of any window. */
export interface Notice {
  readonly title: string
  readonly body: string
  /** The person pressed on it. */
  readonly onPress: () => void
}

/** Shows it quietly, where the system can. */
export function showNotice({ title, body, onPress }: Notice): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body, silent: true })
  notification.on('click', onPress)
  notification.show()
}
