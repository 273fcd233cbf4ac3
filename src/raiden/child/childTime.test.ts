import { expect, test } from 'vitest'
import { ChildTime } from './childTime.ts'

test("the whole process goes by the chain's time, which a change of the device's clock does not move", () => {
  const deviceNow = Date.now
  let steady = 1_000
  try {
    Date.now = () => 1_800_000_000_000
    const time = new ChildTime(() => steady)
    expect(time.now()).toBe(1_800_000_000_000)
    time.set(1_700_000_000_000)
    time.install()
    steady += 250
    expect(Date.now()).toBe(1_700_000_000_250)
    time.set(1_700_000_009_000)
    expect(Date.now()).toBe(1_700_000_009_000)
  } finally {
    Date.now = deviceNow
  }
})
