import { parseArgs, type ParseArgsConfig } from 'node:util'

/** What was given on the command line. What a command does not know ends it with a sentence. */
export function readArguments<const Config extends ParseArgsConfig>(
  config: Config,
  usage: string,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config)
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ')
    console.error(`${sentence}. ${usage}`)
    process.exit(1)
  }
}
