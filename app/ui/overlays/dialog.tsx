import { clsx } from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "~/ui/controls/button";
import { useWords } from "~/ui/words";

/** Where the hand goes when a dialog opens: what is to be typed, else the safe button. */
const firstStop = ".dialog-body :is(input:not([type=hidden]), textarea, select), .dialog-foot button";

type Props = {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  children?: ReactNode;
  /** Buttons, the safe one first. */
  foot?: ReactNode;
  wide?: boolean;
};

/** A question that stops the rest. The browser's own dialog: it holds the focus, closes by Escape or beside it, and gives the
 *  focus back where it was. Its content is not rendered while closed. */
export function Dialog({ open, onClose, title, children, foot, wide }: Props) {
  const self = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const say = useWords();
  useEffect(() => {
    const dialog = self.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>(firstStop)?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={self}
      className={clsx("dialog", wide && "dialog-wide")}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => event.target === self.current && onClose()}
    >
      {open && (
        <>
          <div className="dialog-body">
            <div className="dialog-head">
              <h2 id={heading} className="lead strong grow">
                {title}
              </h2>
              <IconButton icon={X} label={say("close")} onClick={onClose} />
            </div>
            {children}
          </div>
          {foot && <div className="dialog-foot">{foot}</div>}
        </>
      )}
    </dialog>
  );
}
