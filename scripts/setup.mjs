// Sets up what a command lacks on this machine, then runs it. Needs nothing but Node 18: on a fresh clone there is nothing else.
//   node scripts/setup.mjs COMMAND [ARGUMENT…]    COMMAND as in setup/commands.mjs
//   node scripts/setup.mjs setup [PART…]          sets up the named parts, or all, and runs nothing
const oldestNode = 18

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  process.stderr.write(
    `✗ Set-up needs Node ${oldestNode} or newer to begin with; this is ${process.versions.node}.\n`,
  )
  process.exit(1)
}
const { setUpAndRun } = await import('./setup/setUpAndRun.mjs')
process.exitCode = await setUpAndRun(process.argv.slice(2))
