import type { ScreenshotFile } from './takeScreenshots.ts'

/** All pictures on one page, a screen a row. */
export function indexPage(shots: readonly ScreenshotFile[]): string {
  const rows = [...Map.groupBy(shots, ({ id }) => id)].map(
    ([id, same]) =>
      `<section><h2>${id}</h2><div>${same
        .map(
          ({ file, theme, size }) =>
            `<a href="${file}"><img loading="lazy" src="${file}" alt="${id}, ${theme}, ${size}"></a>`,
        )
        .join('')}</div></section>`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Busker’s screens</title>
<style>
  body { font: 14px system-ui; margin: 24px; background: #777; color: #fff }
  section { margin-bottom: 32px }
  div { display: grid; grid-template-columns: repeat(4, 1fr); gap: 12px; align-items: start }
  img { width: 100%; display: block; border-radius: 6px }
</style>
<h1>${shots.length} pictures</h1>
${rows.join('\n')}
</html>
`
}
