import type { Page } from 'playwright-core'

/** Gives a page a file of this machine, as a person who chooses or drops it does. @returns its path, as the page hears it */
export async function giveFile(page: Page, file: string): Promise<string> {
  const input = await page.evaluateHandle(() => {
    const field = document.createElement('input')
    field.type = 'file'
    return field
  })
  await input.setInputFiles(file)
  return input.evaluate((field) => window.busker.pathOf(field.files?.[0] as File))
}
