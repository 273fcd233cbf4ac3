/** From now on this process gets a time that is wrong by `skew` ms, whichever way it asks. */
export function setClockWrong(skew: number): void {
  if (skew === 0) return
  const { now } = Date
  const wrongNow = () => now() + skew
  globalThis.Date = new Proxy(Date, {
    construct: (target, args: []) => (args.length === 0 ? new target(wrongNow()) : new target(...args)),
    get: (target, name, receiver) => (name === 'now' ? wrongNow : Reflect.get(target, name, receiver)),
  })
}
