/** From now on this process's clock is wrong by `skew` ms; whoever sets `Date.now` sets it for all that ask. */
export function skewClock(skew: number): void {
  if (skew === 0) return
  const { now } = Date
  globalThis.Date = class extends Date {
    constructor(...args: []) {
      if (args.length === 0) super(Date.now())
      else super(...args)
    }
  } as DateConstructor
  Date.now = () => now() + skew
}
