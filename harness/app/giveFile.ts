import type { Page } from 'playwright-core'

/**
 * Gives a page a file of this machine, as a person who chooses or drops it does: by its path, which Playwright's own way leaves
 * out where it is only attached to a browser.
 *
 * @returns its path, as the page hears it
 */
export async function giveFile(page: Page, file: string): Promise<string> {
  const session = await page.context().newCDPSession(page)
  try {
    const { result } = await session.send('Runtime.evaluate', {
      expression: `Object.assign(document.createElement('input'), { type: 'file' })`,
    })
    const field = { objectId: String(result.objectId) }
    await session.send('DOM.setFileInputFiles', { ...field, files: [file] })
    const heard = await session.send('Runtime.callFunctionOn', {
      ...field,
      functionDeclaration: 'function () { return window.busker.pathOf(this.files[0]) }',
      returnByValue: true,
    })
    return String(heard.result.value)
  } finally {
    await session.detach()
  }
}
