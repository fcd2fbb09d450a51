import { lazy, Suspense, useState } from 'react';
import { useToasts } from '@/components/field/toasts';

// Nothing is said before somebody has acted, so that the first load does not carry it.
const ToastHost = lazy(() => import('@/components/field/Toast').then((module) => ({ default: module.ToastHost })));

/** Where short notices appear, once there has been one. */
export function Toasts() {
  const some = useToasts().length > 0;
  const [used, setUsed] = useState(some);
  if (some && !used) setUsed(true);
  return used ? (
    <Suspense>
      <ToastHost />
    </Suspense>
  ) : null;
}
