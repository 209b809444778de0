import { useOmniImage, type UseOmniImageResult } from '@omni-image/react'
import { Activity, useLayoutEffect, type ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { afterEach, describe, expect, it } from 'vitest'
import { createDesk } from './desk.ts'

afterEach(() => document.body.replaceChildren())

/** A screen inside of React's Activity, which keeps it while it is out of sight. */
async function mountInActivity(): Promise<{
  hook: () => UseOmniImageResult
  show: (isShown: boolean) => Promise<void>
}> {
  const { client } = createDesk({ latency: 120 })
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  let hook: UseOmniImageResult | undefined
  function Screen(): ReactElement {
    const result = useOmniImage({ client })
    useLayoutEffect(() => void (hook = result))
    return <output>{result.status}</output>
  }
  const show = async (isShown: boolean): Promise<void> => {
    flushSync(() =>
      root.render(
        <Activity mode={isShown ? 'visible' : 'hidden'}>
          <Screen />
        </Activity>,
      ),
    )
    await new Promise((resolve) => setTimeout(resolve)) // effects run after the paint
  }
  await show(true)
  return { hook: () => hook!, show }
}

describe('a screen that React hides and shows again', () => {
  it('goes on with the task that it left', async () => {
    const { hook, show } = await mountInActivity()
    void hook().generate({ prompt: 'a lighthouse' })
    await show(false)
    await show(true)
    await expect.poll(() => document.body.textContent).toBe('succeed')
  })

  it('leaves alone what the user has stopped', async () => {
    const { hook, show } = await mountInActivity()
    void hook().generate({ prompt: 'a lighthouse' })
    hook().stop()
    await show(false)
    await show(true)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(document.body.textContent).toBe('stopped')
  })
})
