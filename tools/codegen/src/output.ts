import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'

/** Names of the files that differ, are missing, or should not be there. */
export async function findDrift(folder: URL, files: ReadonlyMap<string, string>): Promise<string[]> {
  const present = await readdir(folder).catch((): string[] => [])
  const stale = present.filter((name) => !files.has(name))
  const changed = await Promise.all(
    [...files].map(async ([name, text]) => {
      const current = present.includes(name) ? await readFile(new URL(name, folder), 'utf8') : undefined
      return current === text ? [] : [name]
    }),
  )
  return [...changed.flat(), ...stale]
}

/** Brings the folder to exactly these files, touching only what differs; returns the names of what did. */
export async function writeFiles(folder: URL, files: ReadonlyMap<string, string>): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const drifted = await findDrift(folder, files)
  await Promise.all(
    drifted.map((name) => {
      const text = files.get(name)
      return text === undefined
        ? rm(new URL(name, folder), { recursive: true })
        : writeFile(new URL(name, folder), text)
    }),
  )
  return drifted
}
