import type { InputEvent, WebContents } from 'electron'

/** Whether a person holds a button of the mouse down in a window: a page can't make that up, and each press is good for one drag. */
export class MousePress {
  #isHeld = false

  constructor(contents: Pick<WebContents, 'on'>) {
    contents.on('input-event', (_event, { type }: InputEvent) => {
      if (type === 'mouseDown') this.#isHeld = true
      if (type === 'mouseUp') this.#isHeld = false
    })
  }

  /** True once for each press that is still held. */
  take(): boolean {
    const isHeld = this.#isHeld
    this.#isHeld = false
    return isHeld
  }
}
