import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';

interface Props {
  open: boolean;
  title: string;
  lead?: string | undefined;
  /** Absent where the sheet cannot be left by a tap beside it. */
  onClose?: () => void;
  children: ReactNode;
}

/** A dialog that rises from the bottom, within the thumb's reach. */
export function Sheet({ open, title, lead, onClose, children }: Props) {
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose?.();
      }}
    >
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-black/45" />
        <Dialog.Content
          {...(lead === undefined && { 'aria-describedby': undefined })}
          className="fixed inset-x-0 bottom-0 z-50 mx-auto grid max-h-[92dvh] max-w-[560px] gap-4 overflow-y-auto rounded-t-2xl bg-white p-5 pb-[calc(20px+env(safe-area-inset-bottom))] outline-none"
        >
          <Dialog.Title className="text-[18px] font-semibold">{title}</Dialog.Title>
          {lead !== undefined && <Dialog.Description className="text-quiet">{lead}</Dialog.Description>}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
