export const storeName = 'tasks'

/** Some browsers never answer an `open`, and another page may hold a database that is to be changed. */
const longestMs = 3_000

/** Opens the database, or rejects before long. `onClose` hears when it can be used no more. */
export async function openDatabase(name: string, onClose: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  return new Promise((resolve, reject) => {
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      reject(new Error('The database did not open in time'))
    }, longestMs)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore(storeName, { keyPath: 'external_task_id' })
    })
    request.addEventListener('error', () => {
      clearTimeout(timer)
      reject(request.error)
    })
    onAnswer(request, (database) => {
      clearTimeout(timer)
      if (isLate) database.close()
      database.addEventListener('close', onClose)
      database.addEventListener('versionchange', () => {
        database.close()
        onClose()
      })
      resolve(database)
    })
  })
}

export function onAnswer<Result>(request: IDBRequest<Result>, then: (result: Result) => void): void {
  request.addEventListener('success', () => then(request.result))
}
