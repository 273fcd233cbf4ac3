import type { Argument, Command, Option } from 'commander'

/** One thing that the word under the cursor may become. */
export interface Suggestion {
  readonly value: string
  readonly description: string
}

/** What may stand where the cursor is. */
export interface Completion {
  readonly suggestions: readonly Suggestion[]
  /** Whether a file may stand there, too. */
  readonly takesFiles: boolean
}

/**
 * Completes a command line of `program`.
 *
 * @param words what was typed after the program's name; the last is under the cursor, and empty where nothing is typed yet
 */
export function completeWords(program: Command, words: readonly string[]): Completion {
  const before = words.slice(0, -1)
  const word = words.at(-1) ?? ''
  const { command, argumentsBefore, awaiting } = readWords(program, before)
  if (awaiting !== undefined) return valuesOf(awaiting, word)
  if (word.startsWith('-')) return suggest(optionsOf(command).flatMap(suggestionsOfOption), word)
  const subcommands = subcommandsOf(command)
  if (subcommands.length > 0) {
    return suggest(
      subcommands.map((each) => ({ value: each.name(), description: each.description() })),
      word,
    )
  }
  const { registeredArguments } = command
  const last = registeredArguments.at(-1)
  const argument = registeredArguments[argumentsBefore] ?? (last?.variadic === true ? last : undefined)
  return argument === undefined ? nothing : valuesOf(argument, word)
}

const nothing: Completion = { suggestions: [], takesFiles: false }

interface ReadWords {
  readonly command: Command
  /** How many of its arguments stand there. */
  readonly argumentsBefore: number
  /** An option whose value comes next. */
  readonly awaiting: Option | undefined
}

function readWords(program: Command, words: readonly string[]): ReadWords {
  let read: ReadWords = { command: program, argumentsBefore: 0, awaiting: undefined }
  for (const word of words) read = readWord(read, word)
  return read
}

function readWord({ command, argumentsBefore, awaiting }: ReadWords, word: string): ReadWords {
  if (awaiting !== undefined) return { command, argumentsBefore, awaiting: undefined }
  if (word.startsWith('-')) {
    const option = optionsOf(command).find(({ long, short }) => word === long || word === short)
    return { command, argumentsBefore, awaiting: option?.required === true ? option : undefined }
  }
  const subcommand = subcommandsOf(command).find((each) => each.name() === word)
  return subcommand === undefined
    ? { command, argumentsBefore: argumentsBefore + 1, awaiting }
    : { command: subcommand, argumentsBefore: 0, awaiting }
}

const subcommandsOf = (command: Command): readonly Command[] => command.createHelp().visibleCommands(command)

function optionsOf(command: Command): readonly Option[] {
  const help = Object.assign(command.createHelp(), { showGlobalOptions: true })
  return [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)]
}

const suggestionsOfOption = ({ long, description }: Option): Suggestion[] =>
  long === undefined || long === null ? [] : [{ value: long, description }]

/** What has no choices may be a file. */
function valuesOf({ argChoices, description }: Argument | Option, word: string): Completion {
  if (argChoices === undefined || argChoices.length === 0) return { suggestions: [], takesFiles: true }
  return suggest(
    argChoices.map((value) => ({ value, description })),
    word,
  )
}

const suggest = (suggestions: readonly Suggestion[], word: string): Completion => ({
  suggestions: suggestions.filter(({ value }) => value.startsWith(word)),
  takesFiles: false,
})
