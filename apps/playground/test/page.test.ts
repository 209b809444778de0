import { describe } from 'vitest'
import { executablePath, frameworks } from './create-desk.ts'
import { tellGeneratingStories } from './generating-stories.ts'
import { tellHistoryStories } from './history-stories.ts'
import { tellReferenceStories } from './reference-stories.ts'
import { shareDesk } from './share-desk.ts'
import { tellTwinStories } from './twin-stories.ts'

// One file for all, since a server and a browser cost more than most stories.
describe.skipIf(executablePath === undefined)('the page', { timeout: 60_000 }, () => {
  const desk = shareDesk()
  describe.each(frameworks)('%s', (framework) => {
    tellGeneratingStories(desk, framework)
    tellReferenceStories(desk, framework)
    tellHistoryStories(desk, framework)
  })
  tellTwinStories(desk)
})
