export interface Props {
  id: string;
  policyVersion?: number | string | undefined;
}

/** How a clause's mark looks, before and after what opens from it has loaded. */
export const MARK = '-my-2 inline-flex min-h-11 items-center justify-self-start text-[13px] text-brand underline decoration-dotted underline-offset-4';
