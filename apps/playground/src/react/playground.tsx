import { useOmniImage, useOmniImageTasks } from '@omni-image/react'
import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { planPictures, planShown, type PicturePlan } from '../shared/picture-plan.ts'
import { submitForm } from '../shared/submit-form.ts'
import { ActionBar } from './action-bar.tsx'
import { CodePanel } from './code-panel.tsx'
import { FormFields } from './form-fields.tsx'
import { useForm } from './form-context.ts'
import { Gallery } from './gallery.tsx'
import { History } from './history.tsx'

export function Playground() {
  const { form, state } = useForm()
  const { snapshot, isPending, generate, stop, resume } = useOmniImage({ journal: true })
  const list = useOmniImageTasks()
  const [sentPlan, setSentPlan] = useState<PicturePlan>()
  const element = useRef<HTMLFormElement>(null)
  const key = snapshot.external_task_id

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isPending) return
    setSentPlan(planPictures(state.values))
    void submitForm(form, generate, element.current)
  }

  /** The history looks at what is on the stage as well. */
  function stopLooking(): void {
    if (key) list.stop(key)
    stop()
  }

  function lookAgain(): void {
    if (key) void list.resume(key)
    void resume()
  }

  return (
    <>
      <form ref={element} className="form" aria-label="Request" noValidate onSubmit={submit}>
        <FormFields />
        <ActionBar snapshot={snapshot} onStop={stopLooking} onLookAgain={lookAgain} />
      </form>
      <div className="stage">
        <Gallery snapshot={snapshot} plan={planShown(snapshot, state.values, sentPlan, list.tasks)} />
        <History list={list} shownKey={key} />
        <CodePanel />
      </div>
    </>
  )
}
