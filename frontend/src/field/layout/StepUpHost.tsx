import { lazy, Suspense } from 'react';
import { useStepUpAsked } from '@/lib/step-up';

// Asked for seldom, so that the first load does not carry it.
const StepUp = lazy(() => import('@/features/identity/field/StepUp').then((module) => ({ default: module.StepUp })));

/** Where a code is asked for, when an act needs a fresh one. */
export function StepUpHost() {
  return useStepUpAsked() ? (
    <Suspense>
      <StepUp />
    </Suspense>
  ) : null;
}
