import { useBlocker } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Button } from "~/ui/controls/button";
import { Dialog } from "~/ui/overlays/dialog";
import { useWords } from "~/ui/words";

/** Asks before a page with changes that are not saved is left: by a link, by the browser's own buttons, by closing it. A form that is sent is no leaving. */
export function UnsavedGuard({ active }: { active: boolean }) {
  const say = useWords();
  const isSending = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => active && !isSending.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    const sent = () => {
      isSending.current = true;
      setTimeout(() => (isSending.current = false));
    };
    document.addEventListener("submit", sent, true);
    return () => document.removeEventListener("submit", sent, true);
  }, []);
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (!isSending.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [active]);
  return (
    <Dialog
      open={blocker.state === "blocked"}
      onClose={() => blocker.reset?.()}
      title={say("leaveUnsaved")}
      foot={
        <>
          <Button type="button" kind="quiet" onClick={() => blocker.reset?.()}>
            {say("stay")}
          </Button>
          <Button type="button" kind="danger" onClick={() => blocker.proceed?.()}>
            {say("leave")}
          </Button>
        </>
      }
    >
      <p className="muted">{say("leaveUnsavedHint")}</p>
    </Dialog>
  );
}
