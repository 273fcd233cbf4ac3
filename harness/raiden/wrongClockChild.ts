// A Raiden child on a machine whose clock is wrong by its argument, ms.
const skew = Number(process.argv[2])
const right = Date.now
Date.now = () => right() + skew
await import('../../src/raiden/child/main.ts')
