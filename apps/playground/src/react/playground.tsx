import { useOmniImage } from '@omni-image/react'
import { useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { planPictures, type PicturePlan } from '../shared/picture-plan.ts'
import { submitForm } from '../shared/submit-form.ts'
import { ActionBar } from './action-bar.tsx'
import { CodePanel } from './code-panel.tsx'
import { FormFields } from './form-fields.tsx'
import { useForm } from './form-context.ts'
import { Gallery } from './gallery.tsx'

export function Playground() {
  const { form, state } = useForm()
  const { snapshot, isPending, generate, stop, resume } = useOmniImage()
  const [sentPlan, setSentPlan] = useState<PicturePlan>()
  const element = useRef<HTMLFormElement>(null)
  const isOpen = snapshot.status === 'idle' || snapshot.error?.code === 'invalid-input'

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isPending) return
    setSentPlan(planPictures(state.values))
    void submitForm(form, generate, element.current)
  }

  return (
    <>
      <form ref={element} className="form" aria-label="Request" noValidate onSubmit={submit}>
        <FormFields />
        <ActionBar snapshot={snapshot} onStop={stop} onLookAgain={resume} />
      </form>
      <div className="stage">
        <Gallery snapshot={snapshot} plan={isOpen || !sentPlan ? planPictures(state.values) : sentPlan} />
        <CodePanel />
      </div>
    </>
  )
}
