/**
 * What a unit of gas is offered, wei: what the chain asks for, and at least a quarter more than what waits for a block at
 * that place. Nodes replace a transaction for a tenth more.
 */
export function raisedGasPrice(asked: bigint, waiting: bigint): bigint {
  const raised = (waiting * 5n + 3n) / 4n
  return asked > raised ? asked : raised
}
