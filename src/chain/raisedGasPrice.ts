/**
 * What a unit of gas is offered, wei: what the chain asks for, and at least a quarter more than what waits for a block at
 * that place. Nodes replace a transaction for a tenth more.
 */
export function raisedGasPrice(asked: bigint, waiting: bigint): bigint {
  const raised = (waiting * 5n + 3n) / 4n
  return asked > raised ? asked : raised
}

/** Whoever is given transactions and shows none in a block could keep the dearest of them for the end. */
const mostOverAsked = 4n

/** As {@link raisedGasPrice}, but not to more than four times of what the chain asks for. */
export function boundedGasPrice(asked: bigint, waiting: bigint): bigint {
  const raised = raisedGasPrice(asked, waiting)
  if (raised <= asked * mostOverAsked) return raised
  return waiting > asked ? waiting : asked
}
