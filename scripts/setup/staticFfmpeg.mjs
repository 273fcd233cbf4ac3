/** The wheels of imageio-ffmpeg 0.6.0, each of which carries a static ffmpeg 7: by machine, pip's platform and the hash. */
const wheels = {
  'linux-x64': ['manylinux2014_x86_64', 'c7e46fcec401dd990405049d2e2f475e2b397779df2519b544b8aab515195282'],
  'linux-arm64': [
    'manylinux2014_aarch64',
    '1d47bebd83d2c5fc770720d211855f208af8a596c82d17730aa51e815cdee6dc',
  ],
  'darwin-arm64': ['macosx_11_0_arm64', 'b1ae3173414b5fc5f538a726c4e48ea97edc0d2cdc11f103afee655c463fa742'],
  'darwin-x64': ['macosx_10_9_x86_64', '9d2baaf867088508d4a3458e61eeb30e945c4ad8016025545f66c4b5aaef0a61'],
  'win32-x64': ['win_amd64', '02fa47c83703c37df6bfe4896aab339013f62bf02c5ebf2dce6da56af04ffc0a'],
}

/** @returns {{ requirement: string, platform: string, sha256: string } | undefined} undefined where there is none */
export function staticFfmpegWheel() {
  const found = Object.entries(wheels).find(([name]) => name === `${process.platform}-${process.arch}`)
  const [platform, sha256] = found?.[1] ?? []
  if (platform === undefined || sha256 === undefined) return undefined
  return { requirement: 'imageio-ffmpeg==0.6.0', platform, sha256 }
}
