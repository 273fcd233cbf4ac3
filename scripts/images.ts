// npm run images: the README's pictures, made small from what `npm run screens` has left in out/screens.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'

const images = {
  discover: 'discover.playing.dark.1280',
  buy: 'buy.review.light.1280',
  publish: 'upload.table.light.1280',
  sales: 'sales.works.light.1280',
  wallet: 'wallet.activity.dark.1280',
}

const folder = join('docs', 'images')
await mkdir(folder, { recursive: true })
for (const [name, screenshot] of Object.entries(images)) {
  const small = sharp(join('out', 'screens', `${screenshot}.png`)).resize({ width: 960 })
  await small.png({ palette: true, effort: 10 }).toFile(join(folder, `${name}.png`))
}
